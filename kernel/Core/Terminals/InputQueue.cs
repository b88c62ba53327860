using System;

namespace Lodestar.Core.Terminals;

/// <summary>
/// What was typed and not read yet: finished lines, then the line that is being typed. Each line ends with a marked byte; a
/// marked <see cref="TerminalSettings.Disabled"/> stands for the end of the file and is not read.
/// </summary>
internal sealed class InputQueue
{
    /// <summary>Bytes that fit in (N_TTY_BUF_SIZE in Linux): a line of 4095, and its end.</summary>
    internal const int Size = 4096;

    private readonly byte[] _bytes = new byte[Size];
    private readonly bool[] _isEnd = new bool[Size];

    // Each counts up without end; modulo Size it is a place.
    private ulong _readFrom;
    private ulong _lineStart;
    private ulong _end;

    /// <summary>Bytes in finished lines and behind them.</summary>
    internal int Count => (int)(_end - _readFrom);

    /// <summary>Bytes in the line that is being typed.</summary>
    internal int LineLength => (int)(_end - _lineStart);

    /// <summary>Whether a line is finished.</summary>
    internal bool HasLine => _lineStart != _readFrom;

    /// <summary>Bytes of finished lines that a program will read: ends of files are none.</summary>
    internal int CountInLines
    {
        get
        {
            int count = 0;
            for (ulong place = _readFrom; place != _lineStart; place++)
            {
                count += IsEndOfFile(place) ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>A byte of the line that is being typed, from 0 to <see cref="LineLength"/> - 1.</summary>
    internal byte this[int index] => _bytes[Index(_lineStart + (uint)index)];

    /// <summary>Appends a byte. What does not fit in any more is lost.</summary>
    internal void Add(byte value)
    {
        if (Count < Size)
        {
            int index = Index(_end++);
            _bytes[index] = value;
            _isEnd[index] = false;
        }
    }

    /// <summary>Finishes the line with a byte. The caller has made sure that there is room.</summary>
    internal void EndLine(byte value)
    {
        Add(value);
        _isEnd[Index(_end - 1)] = true;
        _lineStart = _end;
    }

    /// <summary>Takes bytes off the line that is being typed, which has so many.</summary>
    internal void RemoveLast(int count) => _end -= (uint)count;

    /// <summary>Forgets everything.</summary>
    internal void Clear() => _readFrom = _lineStart = _end;

    /// <summary>Input comes in lines from now on, or no longer. What is there becomes one line.</summary>
    internal void SetMode(bool isCanonical)
    {
        Array.Clear(_isEnd);
        _lineStart = _readFrom;
        if (isCanonical && Count > 0)
        {
            _isEnd[Index(_end - 1)] = true;
            _lineStart = _end;
        }
    }

    /// <summary>Reads one line, or as much of it as there is room for. An end of file right behind that is used up too.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="isComplete">Whether the line is at its end.</param>
    /// <returns>Bytes read; 0 at an end of file.</returns>
    internal int ReadLine(Span<byte> destination, out bool isComplete)
    {
        isComplete = true;
        int count = 0;
        while (count < destination.Length && HasLine)
        {
            ulong place = _readFrom++;
            if (IsEndOfFile(place))
            {
                return count;
            }

            destination[count++] = _bytes[Index(place)];
            if (_isEnd[Index(place)])
            {
                return count;
            }
        }

        isComplete = HasLine && IsEndOfFile(_readFrom);
        _readFrom += isComplete ? 1u : 0;
        return count;
    }

    /// <summary>Reads what is there, wherever lines end.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="isComplete">Whether that was all.</param>
    internal int ReadBytes(Span<byte> destination, out bool isComplete)
    {
        int count = Math.Min(destination.Length, Count);
        for (int i = 0; i < count; i++)
        {
            destination[i] = _bytes[Index(_readFrom++)];
        }

        _lineStart = _readFrom;
        isComplete = Count == 0;
        return count;
    }

    private static int Index(ulong place) => (int)(place % Size);

    private bool IsEndOfFile(ulong place) => _isEnd[Index(place)] && _bytes[Index(place)] == TerminalSettings.Disabled;
}
