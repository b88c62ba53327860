using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Screens;

namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// The kernel's log: lines with the time since the boot, <c>[   0.012345] text</c>, on the serial port, on the screen and in a ring
/// buffer of 64 KiB. A line is written in one piece, and writing one allocates nothing, so that every part of the kernel
/// can log at any time.
/// </summary>
public static class KernelLog
{
    // The time stamp, a level's name and a message of LogMessage; longer lines are cut off.
    private const int LongestLine = 480;

    private static LogLevel s_minimum = LogLevel.Info;

    /// <summary>Lines below this level are dropped.</summary>
    public static LogLevel MinimumLevel
    {
        get => s_minimum;
        set => s_minimum = value;
    }

    /// <summary>Logs a line of level <see cref="LogLevel.Debug"/>.</summary>
    public static void Debug(string text) => Write(LogLevel.Debug, text);

    /// <inheritdoc cref="Debug(string)"/>
    public static void Debug(scoped in LogMessage message) => Write(LogLevel.Debug, message.Text);

    /// <summary>Logs a line of level <see cref="LogLevel.Info"/>.</summary>
    public static void Info(string text) => Write(LogLevel.Info, text);

    /// <inheritdoc cref="Info(string)"/>
    public static void Info(scoped in LogMessage message) => Write(LogLevel.Info, message.Text);

    /// <summary>Logs a line of level <see cref="LogLevel.Warning"/>.</summary>
    public static void Warning(string text) => Write(LogLevel.Warning, text);

    /// <inheritdoc cref="Warning(string)"/>
    public static void Warning(scoped in LogMessage message) => Write(LogLevel.Warning, message.Text);

    /// <summary>Logs a line of level <see cref="LogLevel.Error"/>.</summary>
    public static void Error(string text) => Write(LogLevel.Error, text);

    /// <inheritdoc cref="Error(string)"/>
    public static void Error(scoped in LogMessage message) => Write(LogLevel.Error, message.Text);

    /// <summary>Logs a line of UTF-8 of any length, whatever the minimum level: somebody asked for it.</summary>
    public static void Trace(ReadOnlySpan<byte> text)
    {
        Utf8Text start = new(stackalloc byte[LongestLine]);
        Begin(ref start, LogLevel.Info);
        bool enabled = CpuInstructions.DisableInterrupts();
        WriteRaw(start.Written);
        WriteRaw(text);
        WriteRaw("\n"u8);
        Restore(enabled);
    }

    /// <summary>Writes a line as it is, without time and level: what other programs read, such as test results.</summary>
    public static void WriteLine(string text)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        WriteText(text);
        WriteRaw("\n"u8);
        Restore(enabled);
    }

    /// <summary>Writes UTF-8 as it is.</summary>
    internal static void WriteRaw(ReadOnlySpan<byte> text)
    {
        LogRing.Append(text);
        SerialPort.Log.Write(text);
        ScreenLog.Write(text);
    }

    /// <summary>Writes text of any length as it is.</summary>
    internal static void WriteText(ReadOnlySpan<char> text)
    {
        const int Chunk = 64;
        Span<byte> buffer = stackalloc byte[Chunk * 3];
        while (!text.IsEmpty)
        {
            int count = Math.Min(Chunk, text.Length);
            if (count < text.Length && char.IsHighSurrogate(text[count - 1]))
            {
                count--; // both halves of the pair go into the next piece
            }

            Utf8Text piece = new(buffer);
            piece.Append(text[..count]);
            WriteRaw(piece.Written);
            text = text[count..];
        }
    }

    private static void Write(LogLevel level, string text)
    {
        if (level >= s_minimum)
        {
            Utf8Text line = new(stackalloc byte[LongestLine]);
            Begin(ref line, level);
            line.Append(text);
            End(ref line);
        }
    }

    private static void Write(LogLevel level, scoped ReadOnlySpan<byte> text)
    {
        if (level >= s_minimum)
        {
            Utf8Text line = new(stackalloc byte[LongestLine]);
            Begin(ref line, level);
            line.Append(text);
            End(ref line);
        }
    }

    private static void Begin(ref Utf8Text line, LogLevel level)
    {
        const ulong NanosecondsPerMicrosecond = 1000;
        const ulong MicrosecondsPerSecond = 1_000_000;
        ulong microseconds = MachineClock.Nanoseconds / NanosecondsPerMicrosecond;
        line.Append("["u8);
        line.AppendDecimal(microseconds / MicrosecondsPerSecond, 4);
        line.Append("."u8);
        line.AppendDecimal(microseconds % MicrosecondsPerSecond, 6, '0');
        line.Append("] "u8);
        line.Append(level switch
        {
            LogLevel.Debug => "debug: "u8,
            LogLevel.Warning => "warning: "u8,
            LogLevel.Error => "error: "u8,
            _ => default,
        });
    }

    private static void End(ref Utf8Text line)
    {
        // Line-atomic on one CPU; with more of them this needs the log's lock too.
        bool enabled = CpuInstructions.DisableInterrupts();
        WriteRaw(line.Written);
        WriteRaw("\n"u8);
        Restore(enabled);
    }

    private static void Restore(bool enabled)
    {
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }
}
