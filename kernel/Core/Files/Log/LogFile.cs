using System;
using System.Buffers.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Log;

/// <summary>
/// An open <c>/dev/kmsg</c>. A read gets one record, <c>level,number,microseconds,-;text</c>, and EPIPE once after records were lost; a
/// write is a line, which may begin with its level, <c>&lt;4&gt;</c>.
/// </summary>
public sealed class LogFile(Inode inode, SystemLog log, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>Levels are the lowest bits of syslog(3)'s priority; above them is who writes.</summary>
    private const int LevelMask = 7;

    private readonly LogReader _reader = new(log.Log);

    public override WaitQueue ReadinessChanged => DeviceEvents.Log;

    public override PollEvents Readiness =>
        PollEvents.Out | (_reader.HasLost ? PollEvents.In | PollEvents.Err | PollEvents.Pri
            : _reader.IsAtEnd ? PollEvents.None : PollEvents.In);

    protected override IoResult ReadCore(ref IoTarget target)
    {
        bool isInterrupted = false;
        while (_reader.IsAtEnd)
        {
            bool mayWait = MayWaitFor(target.Flags);
            if (!mayWait || isInterrupted)
            {
                return mayWait ? new IoResult(RestartCode.UnlessNotWanted) : Errno.EAGAIN;
            }

            isInterrupted = WaitForChange() == WaitEnd.Interrupted;
        }

        if (_reader.HasLost)
        {
            _reader.MoveTo(_reader.Position);
            return Errno.EPIPE;
        }

        ulong sequence = _reader.Sequence;
        _reader.TryRead(out ReadOnlySpan<byte> text);
        LogLine line = LogLine.Parse(text);
        TextBuffer record = new();
        record.Add($"{line.Level},{sequence},{line.Microseconds},-;");
        AddEscaped(record, text[line.TextStart..]);
        record.Add("\n"u8);
        return target.Remaining < (ulong)record.Length ? Errno.EINVAL
            : target.Put(record.Written.Span) == record.Length ? record.Length
            : Errno.EFAULT;
    }

    protected override IoResult WriteCore(ref IoSource source)
    {
        if (source.Remaining > LogReader.LongestLine)
        {
            return Errno.EINVAL;
        }

        Span<byte> bytes = stackalloc byte[(int)source.Remaining];
        if (source.Take(bytes) < bytes.Length)
        {
            return Errno.EFAULT;
        }

        ReadOnlySpan<byte> text = bytes;
        int level = LogLine.Warning;
        int close = text.IndexOf((byte)'>');
        if (close > 1 && text[0] == '<' && Utf8Parser.TryParse(text[1..close], out int priority, out int used) && used == close - 1)
        {
            level = priority & LevelMask;
            text = text[(close + 1)..];
        }

        WriteLines(level, text);
        return bytes.Length;
    }

    /// <summary>Only three places are there: SEEK_SET and 0, the oldest record; SEEK_DATA, that after the last clearing; SEEK_END.</summary>
    protected override IoResult SeekCore(long offset, SeekWhence whence)
    {
        if (offset != 0)
        {
            return Errno.ESPIPE;
        }

        switch (whence)
        {
            case SeekWhence.Set:
                _reader.MoveTo(0);
                return 0;
            case SeekWhence.Data:
                _reader.MoveTo(log.Cleared);
                return 0;
            case SeekWhence.End:
                _reader.MoveToEnd();
                return 0;
            default:
                return Errno.EINVAL;
        }
    }

    /// <summary>Writes each line of a text. What is no printable character would be taken for another line, or for a command to a terminal.</summary>
    private void WriteLines(int level, ReadOnlySpan<byte> text)
    {
        foreach (Range range in text.TrimEnd((byte)'\n').Split((byte)'\n'))
        {
            TextBuffer line = new();
            AddEscaped(line, text[range]);
            log.Log.Write(level, System.Text.Encoding.UTF8.GetString(line.Written.Span));
        }
    }

    private static void AddEscaped(TextBuffer text, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value is < (byte)' ' or 0x7f or (byte)'\\')
            {
                text.Add($"\\x{value:x2}");
            }
            else
            {
                text.Add([value]);
            }
        }
    }
}
