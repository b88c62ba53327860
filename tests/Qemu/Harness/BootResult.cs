using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>How a boot ended and what it said.</summary>
/// <param name="Options">The machine.</param>
/// <param name="Log">The serial log.</param>
/// <param name="ExitCode">QEMU's exit status, or null when the machine was ended from outside.</param>
/// <param name="Hang">Where the CPU was when the time was over, or null when it ended in time.</param>
/// <param name="Errors">What QEMU itself complained about.</param>
/// <param name="Duration">From QEMU's start to its end.</param>
internal sealed record BootResult(
    QemuOptions Options, SerialLog Log, int? ExitCode, string? Hang, string Errors, TimeSpan Duration)
{
    private const int LinesShown = 60;

    /// <summary>Fails, with the log, unless the machine ended by itself with this status.</summary>
    internal void MustExitWith(QemuExit expected)
    {
        if (Hang is not null || ExitCode != (int)expected)
        {
            Fail($"expected exit status {(int)expected} ({expected})");
        }
    }

    /// <summary>Fails, with the log, unless the condition holds.</summary>
    internal void Must(bool condition, string expectation)
    {
        if (!condition)
        {
            Fail(expectation);
        }
    }

    /// <summary>Fails, with the log, unless a line contains the text, whatever its case.</summary>
    internal void MustSay(string text) =>
        Must(
            Log.Lines.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase)),
            $"expected a line with \"{text}\"");

    /// <summary>Fails with a report of this boot.</summary>
    internal void Fail(string expectation) => Assert.Fail(expectation + "\n" + Report());

    /// <summary>How the boot ended, in one line.</summary>
    internal string Ending =>
        Hang is not null ? $"no end after {Options.TimeLimit.TotalSeconds:F0} s"
        : ExitCode is { } code ? $"exit status {code}{NameOf(code)} after {Seconds} s"
        : $"ended from outside after {Seconds} s";

    /// <summary>How the boot ended, where it hung, and the end of its log.</summary>
    internal string Report()
    {
        string machine = $"-machine {Options.Machine} -cpu {Options.Cpu} -m {Options.MemoryMiB}M, \"{Options.CommandLine}\"";
        string hang = Hang is null ? "" : "; " + Hang;
        string errors = Errors.Length == 0 ? "" : "\nQEMU said:\n" + Errors;
        return $"machine: {machine}\nend: {Ending}{hang}{errors}\nserial log:\n{Log.Tail(LinesShown)}";
    }

    private string Seconds => Duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);

    private static string NameOf(int code) =>
        code switch
        {
            _ when Enum.IsDefined((QemuExit)code) => $" ({(QemuExit)code})",
            0 => " (reset or power-off: a triple fault ends like this)",
            _ => "",
        };
}
