using System;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Screens;

/// <summary>The kernel's log on the screen, from the first moment until the terminals take the screen over.</summary>
internal static class ScreenLog
{
    private const int TitleColor = 15;
    private const int TextColor = 7;
    private const int StarColor = 14;

    private static State s_state;
    private static Utf8Decoder s_decoder;
    private static int s_column;
    private static int s_row;

    private enum State
    {
        Off,
        Drawing,

        /// <summary>Somebody else draws, and is told that there is more.</summary>
        HandedOver,
    }

    /// <summary>What an empty screen consists of.</summary>
    public static ScreenCell Blank => new(' ', TextColor, 0);

    /// <summary>Shows the name of the kernel, and what the log says up to now.</summary>
    public static void Start()
    {
        if (!BootOptions.LogsToScreen)
        {
            return;
        }

        s_state = State.Drawing;
        Put('\u25c6', new ScreenCell(' ', StarColor, 0));
        foreach (char character in $" {KernelVersion.Name}\n\n")
        {
            Put(character, new ScreenCell(' ', TitleColor, 0, isBold: true));
        }

        ulong position = 0;
        Span<byte> part = stackalloc byte[256];
        int length;
        while ((length = LogRing.Read(ref position, part)) > 0)
        {
            Draw(part[..length]);
        }
    }

    /// <summary>Others draw from now on.</summary>
    public static void HandOver() => s_state = State.HandedOver;

    /// <summary>A panic draws.</summary>
    public static void Stop() => s_state = State.Off;

    /// <summary>Shows a part of the log, UTF-8. Interrupts are disabled.</summary>
    public static void Write(ReadOnlySpan<byte> text)
    {
        if (s_state == State.Drawing)
        {
            Draw(text);
        }
    }

    private static void Draw(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            bool isAgain = true;
            while (isAgain && s_decoder.TryTake(value, out uint character, out isAgain))
            {
                Put(character, Blank);
            }
        }
    }

    private static void Put(uint character, ScreenCell style)
    {
        if (character == '\n' || s_column == MachineScreen.Columns)
        {
            s_column = 0;
            s_row++;
        }

        if (s_row == MachineScreen.Rows)
        {
            s_row--;
            Scroll();
        }

        if (character >= ' ')
        {
            MachineScreen.Draw(s_column++, s_row, style.With(character));
        }
    }

    private static void Scroll()
    {
        for (int row = 1; row < MachineScreen.Rows; row++)
        {
            MachineScreen.Draw(row - 1, MachineScreen.Row(row));
        }

        for (int column = 0; column < MachineScreen.Columns; column++)
        {
            MachineScreen.Draw(column, MachineScreen.Rows - 1, Blank);
        }
    }
}
