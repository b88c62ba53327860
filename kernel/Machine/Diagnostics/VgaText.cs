using System;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Diagnostics;

/// <summary>The VGA's text screen, 80 by 25, for a last message on a machine without a serial port.</summary>
internal static unsafe class VgaText
{
    private const ulong Memory = 0xb8000;
    private const int Columns = 80;
    private const int Rows = 25;
    private const ushort WhiteOnRed = 0x4f00;

    // Graphics controller (IBM VGA technical reference, "Miscellaneous Register").
    private const ushort GraphicsIndex = 0x3ce;
    private const ushort GraphicsData = 0x3cf;
    private const byte Miscellaneous = 6;
    private const byte ModeAndMap = 0x0d;
    private const byte TextAtB8000 = 0x0c;

    private static int s_row;

    /// <summary>Writes a line below the last one; what does not fit on the screen is left out.</summary>
    public static void WriteLine(ReadOnlySpan<byte> text)
    {
        if (s_row == Rows || !IsTextMode())
        {
            return;
        }

        ushort* cell = (ushort*)DirectMap.ToPointer(Memory) + (s_row * Columns);
        for (int i = 0; i < Columns; i++)
        {
            byte character = i < text.Length ? text[i] : (byte)' ';
            *cell++ = (ushort)(WhiteOnRed | (character < 0x80 ? character : (byte)'?'));
        }

        s_row++;
    }

    private static bool IsTextMode()
    {
        Framebuffer screen = BootInformation.Framebuffer;
        if (screen.Width != 0 && screen.Type != Framebuffer.TextType)
        {
            return false;
        }

        // Without a VGA the ports read as ones, which is a graphics mode.
        Native.OutByte(GraphicsIndex, Miscellaneous);
        return (Native.InByte(GraphicsData) & ModeAndMap) == TextAtB8000;
    }
}
