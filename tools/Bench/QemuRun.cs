using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Lodestar.Bench;

/// <summary>One machine from its start to its end: what the guest said, and when.</summary>
internal sealed class QemuRun
{
    /// <summary>The log line that is the first of C#.</summary>
    public const string FirstLine = ", started by";

    /// <summary>The log line that ends the boot.</summary>
    public const string EndOfBoot = "boot: done";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly List<(TimeSpan Time, string Text)> lines = [];

    private QemuRun()
    {
    }

    /// <summary>The lines of the serial log.</summary>
    public IReadOnlyCollection<string> Lines => [.. lines.Select(static line => line.Text)];

    /// <summary>Runs a machine to its end.</summary>
    /// <exception cref="InvalidDataException">It did not end with success.</exception>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static QemuRun Follow(QemuMachine machine)
    {
        ProcessStartInfo start = new("qemu-system-x86_64", machine.Arguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        QemuRun run = new();
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start) ?? throw new IOException("QEMU did not start");

        // Warnings about features that TCG lacks; read, so that QEMU never waits for the pipe.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                run.lines.Add((clock.Elapsed, line.Data.TrimEnd('\r')));
            }
        };
        process.BeginOutputReadLine();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"{machine.Kernel} still runs after {Limit.TotalSeconds:F0} s");
        }

        process.WaitForExit();
        return process.ExitCode == machine.Success
            ? run
            : throw new InvalidDataException($"{machine.Kernel} ended with status {process.ExitCode}:\n{string.Join('\n', run.Lines)}");
    }

    /// <summary>Wall time from before QEMU's start to the line that contains a text.</summary>
    public TimeSpan TimeOf(string text) => Find(text).Time;

    /// <summary>The kernel's own time stamp of that line, in microseconds since its first C# line.</summary>
    public long StampOf(string text)
    {
        // [   0.005007] text
        string line = Find(text).Text;
        string stamp = line[1..line.IndexOf(']', StringComparison.Ordinal)].Trim().Replace(".", "", StringComparison.Ordinal);
        return long.Parse(stamp);
    }

    private (TimeSpan Time, string Text) Find(string text)
    {
        foreach ((TimeSpan Time, string Text) line in lines)
        {
            if (line.Text.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidDataException($"the log has no line \"{text}\"");
    }
}
