using System;
using System.Buffers.Text;

namespace Lodestar.Core.Files.Log;

/// <summary>A line of the kernel's log as <c>syslog(2)</c> and <c>/dev/kmsg</c> tell of it.</summary>
/// <param name="Level">How bad it is, as in syslog(3): 3 an error, 4 a warning, 6 information, 7 for debugging.</param>
/// <param name="Microseconds">When it was written, since the boot; 0 for one that has no time.</param>
/// <param name="TextStart">Where in the line its message begins, behind the time.</param>
public readonly record struct LogLine(int Level, ulong Microseconds, int TextStart)
{
    /// <summary>LOG_WARNING.</summary>
    public const int Warning = 4;

    /// <summary>LOG_DEBUG.</summary>
    public const int Debugging = 7;

    private const int Error = 3;
    private const int Information = 6;

    /// <summary>Reads the time and the level that <see cref="Machine.Diagnostics.KernelLog"/> has put before the message.</summary>
    /// <param name="line">The line without its end, UTF-8.</param>
    public static LogLine Parse(ReadOnlySpan<byte> line)
    {
        ulong microseconds = 0;
        int start = 0;
        int close = line.IndexOf("] "u8);
        if (close > 0 && line[0] == '[' && TryReadTime(line[1..close], out microseconds))
        {
            start = close + 2;
        }

        ReadOnlySpan<byte> text = line[start..];
        int level = text.StartsWith("error: "u8) ? Error
            : text.StartsWith("warning: "u8) ? Warning
            : text.StartsWith("debug: "u8) ? Debugging
            : Information;
        return new LogLine(level, microseconds, start);
    }

    private static bool TryReadTime(ReadOnlySpan<byte> time, out ulong microseconds)
    {
        const ulong MicrosecondsPerSecond = 1_000_000;
        const int FractionDigits = 6;
        microseconds = 0;
        time = time.TrimStart((byte)' ');
        int point = time.IndexOf((byte)'.');
        if (point < 0 || time.Length - point - 1 != FractionDigits
            || !Utf8Parser.TryParse(time[..point], out uint seconds, out int used) || used != point
            || !Utf8Parser.TryParse(time[(point + 1)..], out uint fraction, out used) || used != FractionDigits)
        {
            return false;
        }

        microseconds = (seconds * MicrosecondsPerSecond) + fraction;
        return true;
    }
}
