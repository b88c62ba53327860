using System;
using System.Buffers.Binary;
using Lodestar.Core.Files;
using Lodestar.Core.Screens;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Consoles;

/// <summary>A screen as a file, <c>vcs(4)</c>: its cells from the first row on, without line ends, as they are at each read.</summary>
internal sealed class ScreenMemory(VirtualTerminals terminals, int number, ScreenMemoryFormat format) : FileContent
{
    private const int HeaderSize = 4;
    private const int BytesOfUnicode = 4;

    public override long Length => Header + ((long)Screen.Rows * Screen.Columns * CellSize);

    /// <summary>The screen: number 0 is the visible one.</summary>
    private ScreenEmulator Screen => (number == 0 ? terminals.Visible : terminals[number - 1]).Screen;

    private int Header => format == ScreenMemoryFormat.Attributes ? HeaderSize : 0;

    private int CellSize => format switch
    {
        ScreenMemoryFormat.Unicode => BytesOfUnicode,
        ScreenMemoryFormat.Attributes => sizeof(ushort),
        _ => 1,
    };

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        int count = Available(Length, offset, length);
        return count == 0 ? default : Take().AsSpan((int)offset, count);
    }

    private byte[] Take()
    {
        ScreenEmulator screen = Screen;
        byte[] bytes = new byte[Length];
        Span<byte> rest = bytes;
        if (format == ScreenMemoryFormat.Attributes)
        {
            ReadOnlySpan<int> header = [screen.Rows, screen.Columns, screen.CursorColumn, screen.CursorRow];
            for (int i = 0; i < HeaderSize; i++)
            {
                rest[i] = (byte)Math.Min(header[i], byte.MaxValue);
            }

            rest = rest[HeaderSize..];
        }

        for (int row = 0; row < screen.Rows; row++)
        {
            foreach (ScreenCell cell in screen[row])
            {
                Put(rest, cell);
                rest = rest[CellSize..];
            }
        }

        return bytes;
    }

    private void Put(Span<byte> target, ScreenCell cell)
    {
        switch (format)
        {
            case ScreenMemoryFormat.Unicode:
                BinaryPrimitives.WriteUInt32LittleEndian(target, cell.Character);
                break;
            case ScreenMemoryFormat.Attributes:
                target[0] = ByteOf(cell);
                target[1] = ColorsOf(cell);
                break;
            default:
                target[0] = ByteOf(cell);
                break;
        }
    }

    /// <summary>The character as ISO 8859-1 has it. Linux gives the number in its font, which is the same for ASCII.</summary>
    private static byte ByteOf(ScreenCell cell) =>
        cell.Character == 0 ? (byte)' ' : cell.Character <= byte.MaxValue ? (byte)cell.Character : (byte)'?';

    /// <summary>The colours as the VGA has them, where blue and red have each other's bit.</summary>
    private static byte ColorsOf(ScreenCell cell)
    {
        const int BackgroundShift = 4;
        return (byte)(Exchange(cell.Background) << BackgroundShift | Exchange(cell.Foreground));

        static int Exchange(int color) => (color & 0b1010) | (color & 1) << 2 | (color >> 2 & 1);
    }
}
