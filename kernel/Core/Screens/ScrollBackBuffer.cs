using System;
using System.Text;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <summary>
/// Lines that have left the screen at its top. Each is kept as UTF-8 without the blanks at its end, with marks where colours change,
/// in a ring of bytes that grows with use.
/// </summary>
/// <param name="mostLines">Lines that are kept; then each new one takes the place of the oldest.</param>
/// <param name="columns">Cells of a line.</param>
internal sealed partial class ScrollBackBuffer(int mostLines, int columns)
{
    /// <summary>In front of the colours and the style of the characters that follow.</summary>
    private const byte StyleMark = 1;
    private const int StyleSize = 3;

    /// <summary>Bytes that a cell takes at most: a mark and four of UTF-8.</summary>
    private const int LargestCell = StyleSize + 4;
    private const byte BoldBit = 1;
    private const byte UnderlineBit = 2;

    private readonly byte[] _line = new byte[columns * LargestCell];
    private long[] _starts = new long[64];
    private byte[] _bytes = [];

    /// <summary>Bytes ever written; where a line starts is counted so.</summary>
    private long _end;
    private long _firstLine;
    private long _lines;

    /// <summary>Lines that are kept.</summary>
    internal int Count => (int)(_lines - _firstLine);

    /// <summary>Bytes of memory that it takes now.</summary>
    internal int Size => _bytes.Length + (_starts.Length * sizeof(long)) + _line.Length;

    /// <summary>Keeps a line.</summary>
    internal void Add(ReadOnlySpan<ScreenCell> cells)
    {
        int length = Encode(cells);
        if (Count == mostLines)
        {
            _firstLine++;
        }

        if (!TryMakeRoom(length))
        {
            // Lines of the past are the first that a system without memory can do without.
            Clear();
            return;
        }

        _starts[_lines % _starts.Length] = _end;
        CopyIn(_bytes, _end, _line.AsSpan(0, length));
        _lines++;
        _end += length;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="back">1 for the last one, up to <see cref="Count"/>.</param>
    /// <param name="cells">Gets it.</param>
    internal void Read(int back, Span<ScreenCell> cells)
    {
        long line = _lines - back;
        int length = (int)((back == 1 ? _end : Start(line + 1)) - Start(line));
        CopyOut(Start(line), _line.AsSpan(0, length));
        Decode(_line.AsSpan(0, length), cells);
    }

    /// <summary>Forgets all of them, and gives back the memory.</summary>
    internal void Clear()
    {
        _firstLine = _lines;
        _bytes = [];
    }

    private long Start(long line) => line == _lines ? _end : _starts[line % _starts.Length];

    private int Encode(ReadOnlySpan<ScreenCell> cells)
    {
        // The first style counts for the end of the line too: a line that ends in other colours than it began has its blanks.
        ScreenCell style = cells[^1].With(' ');
        ReadOnlySpan<ScreenCell> kept = cells.TrimEnd(style);
        int length = EncodeStyle(style, 0);
        foreach (ScreenCell cell in kept)
        {
            if (!cell.LooksLike(style))
            {
                style = cell;
                length = EncodeStyle(style, length);
            }

            if (cell.Character < 0x80)
            {
                _line[length++] = (byte)cell.Character;
            }
            else
            {
                length += new Rune(cell.Character).EncodeToUtf8(_line.AsSpan(length));
            }
        }

        return length;
    }

    private int EncodeStyle(ScreenCell style, int length)
    {
        _line[length] = StyleMark;
        _line[length + 1] = (byte)(style.Foreground | (style.Background << 4));
        _line[length + 2] = (byte)((style.IsBold ? BoldBit : 0) | (style.IsUnderlined ? UnderlineBit : 0));
        return length + StyleSize;
    }

    private static void Decode(ReadOnlySpan<byte> line, Span<ScreenCell> cells)
    {
        ScreenCell style = DecodeStyle(line);
        cells.Fill(style);
        int column = 0;
        while (!line.IsEmpty)
        {
            if (line[0] == StyleMark)
            {
                style = DecodeStyle(line);
                line = line[StyleSize..];
                continue;
            }

            Rune.DecodeFromUtf8(line, out Rune rune, out int size);
            cells[column++] = style.With((uint)rune.Value);
            line = line[size..];
        }
    }

    private static ScreenCell DecodeStyle(ReadOnlySpan<byte> mark) =>
        new(' ', mark[1] & 0xf, mark[1] >> 4, (mark[2] & BoldBit) != 0, (mark[2] & UnderlineBit) != 0);

    private static void CopyIn(byte[] ring, long start, ReadOnlySpan<byte> bytes)
    {
        int place = (int)(start & (ring.Length - 1));
        int first = Math.Min(bytes.Length, ring.Length - place);
        bytes[..first].CopyTo(ring.AsSpan(place));
        bytes[first..].CopyTo(ring);
    }

    private void CopyOut(long start, Span<byte> bytes)
    {
        int place = (int)(start & (_bytes.Length - 1));
        int first = Math.Min(bytes.Length, _bytes.Length - place);
        _bytes.AsSpan(place, first).CopyTo(bytes);
        _bytes.AsSpan(0, bytes.Length - first).CopyTo(bytes[first..]);
    }
}
