using System;

namespace Lodestar.Core.Files.Log;

/// <summary>Reads the kernel's log line by line, from wherever somebody is. What was overwritten meanwhile is left out.</summary>
public sealed class LogReader
{
    /// <summary>Bytes of a line that are read, as in Linux; what a longer one has behind them is left out.</summary>
    public const int LongestLine = 1024;

    private readonly IKernelLog _log;
    private readonly byte[] _line = new byte[LongestLine];

    private ulong _position;
    private ulong _sequence;

    /// <summary>Begins at the oldest line.</summary>
    /// <param name="log">What is read.</param>
    public LogReader(IKernelLog log)
    {
        _log = log;
        MoveTo(0);
    }

    /// <summary>Where the next line begins, of <see cref="IKernelLog.End"/>.</summary>
    public ulong Position => _position;

    /// <summary>The number of the next line, from 0 at the boot.</summary>
    public ulong Sequence => _sequence;

    /// <summary>Whether there is no further line yet.</summary>
    public bool IsAtEnd => _position >= _log.End;

    /// <summary>Whether the next line was overwritten before it was read: then <see cref="MoveTo"/> finds those that are left.</summary>
    public bool HasLost => _position + (ulong)_log.Length < _log.End;

    /// <summary>Goes to the first line that begins at a position or behind it, and is kept.</summary>
    public void MoveTo(ulong position)
    {
        ulong oldest = _log.End - (ulong)_log.Length;
        _position = position;
        if (position < oldest)
        {
            // The oldest bytes are the end of a line, unless nothing was overwritten yet.
            _position = oldest;
            if (oldest > 0)
            {
                SkipLine();
            }
        }

        _sequence = _log.Lines - CountLines();
    }

    /// <summary>Goes behind the last line.</summary>
    public void MoveToEnd()
    {
        _position = _log.End;
        _sequence = _log.Lines;
    }

    /// <summary>Reads the next line.</summary>
    /// <param name="text">The line without its end; valid until the next one is read.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(out ReadOnlySpan<byte> text)
    {
        if (HasLost)
        {
            MoveTo(_position);
        }

        text = default;
        if (IsAtEnd)
        {
            return false;
        }

        ulong position = _position;
        int count = _log.Read(ref position, _line);
        int end = _line.AsSpan(0, count).IndexOf((byte)'\n');
        text = _line.AsSpan(0, end < 0 ? count : end);
        _position = position - (ulong)(count - text.Length);
        SkipLine();
        _sequence++;
        return true;
    }

    private void SkipLine()
    {
        Span<byte> piece = stackalloc byte[64];
        int count;
        while ((count = _log.Read(ref _position, piece)) > 0)
        {
            int end = piece[..count].IndexOf((byte)'\n');
            if (end >= 0)
            {
                _position -= (ulong)(count - end - 1);
                return;
            }
        }
    }

    private ulong CountLines()
    {
        Span<byte> piece = stackalloc byte[256];
        ulong position = _position;
        ulong lines = 0;
        int count;
        while ((count = _log.Read(ref position, piece)) > 0)
        {
            lines += (ulong)piece[..count].Count((byte)'\n');
        }

        return lines;
    }
}
