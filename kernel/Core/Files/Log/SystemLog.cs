using System;
using Lodestar.Core.Files.Proc;

namespace Lodestar.Core.Files.Log;

/// <summary>The kernel's log as <c>syslog(2)</c> shows it: what was cleared and what was read is the same for all programs.</summary>
/// <param name="log">The log.</param>
public sealed class SystemLog(IKernelLog log)
{
    private readonly LogReader _unread = new(log);

    /// <summary>What the last read did not have room for, of the line before the unread ones.</summary>
    private ReadOnlyMemory<byte> _rest;

    /// <summary>The log itself.</summary>
    public IKernelLog Log => log;

    /// <summary>The position behind what was cleared.</summary>
    public ulong Cleared { get; private set; }

    /// <summary>Whether there is something that nobody has taken.</summary>
    public bool HasUnread => !_rest.IsEmpty || !_unread.IsAtEnd;

    /// <summary>Bytes that nobody has taken.</summary>
    public int UnreadLength => _rest.Length + FormatFrom(_unread.Position).Length;

    /// <summary>Clears what there is now: <see cref="FormatAll"/> does not show it again.</summary>
    public void Clear() => Cleared = log.End;

    /// <summary>The lines since the last clearing, each with its level before it.</summary>
    public ReadOnlyMemory<byte> FormatAll() => FormatFrom(Cleared);

    /// <summary>What comes next of what nobody has taken: the rest of a line; empty when there is none.</summary>
    public ReadOnlyMemory<byte> PeekUnread() => _rest = _rest.IsEmpty ? FormatNext(_unread) : _rest;

    /// <summary>Takes bytes of what <see cref="PeekUnread"/> has shown.</summary>
    public void TakeUnread(int count) => _rest = _rest[count..];

    private ReadOnlyMemory<byte> FormatFrom(ulong position)
    {
        LogReader reader = new(log);
        reader.MoveTo(position);
        TextBuffer text = new();
        while (!reader.IsAtEnd)
        {
            text.Add(FormatNext(reader).Span);
        }

        return text.Written;
    }

    /// <summary>The next line; empty at the end.</summary>
    private static ReadOnlyMemory<byte> FormatNext(LogReader reader)
    {
        if (!reader.TryRead(out ReadOnlySpan<byte> line))
        {
            return default;
        }

        TextBuffer text = new();
        text.Add($"<{LogLine.Parse(line).Level}>");
        text.Add(line);
        text.Add("\n"u8);
        return text.Written;
    }
}
