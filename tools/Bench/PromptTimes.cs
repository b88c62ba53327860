using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace Lodestar.Bench;

/// <summary>How long it takes from the start of QEMU to the prompt of busybox's shell, on Lodestar and on Debian's Linux.</summary>
internal static class PromptTimes
{
    private const int Runs = 3;

    /// <summary>The first program of both systems, and its arguments.</summary>
    private const string Shell = "/bin/busybox -- sh";

    /// <summary>Of user 0, in the root, which is not that user's home.</summary>
    private const string Prompt = "/ # ";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Measures and prints the table.</summary>
    /// <param name="kernel">Lodestar's ELF.</param>
    /// <param name="linux">Debian's vmlinuz; null when there is none to compare with.</param>
    /// <param name="initramfs">What both boot with, the initramfs of the tests.</param>
    public static void Print(string kernel, string? linux, string initramfs)
    {
        QemuMachine lodestar = QemuMachine.Lodestar(kernel, "init=" + Shell) with { Initramfs = initramfs };
        Table table = new("system", "median", "min", "max");
        Measure(table, "Lodestar", lodestar);
        if (linux is not null)
        {
            Measure(table, Path.GetFileName(linux), QemuMachine.Linux(linux, Shell) with { Initramfs = initramfs });
        }

        table.Print($"shell: wall time from the start of QEMU to the prompt, {Runs} runs (TCG, {lodestar.Cpu}, {lodestar.Memory})");
    }

    private static void Measure(Table table, string system, QemuMachine machine)
    {
        double[] times = [.. Enumerable.Range(0, Runs).Select(_ => UntilPrompt(machine).TotalMilliseconds).Order()];
        table.Add(system, $"{times[Runs / 2]:F0} ms", $"{times[0]:F0} ms", $"{times[^1]:F0} ms");
    }

    /// <exception cref="InvalidDataException">The machine ended without a prompt, or was ended at the limit.</exception>
    private static TimeSpan UntilPrompt(QemuMachine machine)
    {
        ProcessStartInfo start = new("qemu-system-x86_64", machine.Arguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start) ?? throw new IOException("QEMU did not start");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        using Timer end = new(_ => process.Kill(), null, Limit, Timeout.InfiniteTimeSpan);
        try
        {
            // No line ends behind a prompt.
            StringBuilder console = new();
            for (int character; (character = process.StandardOutput.Read()) >= 0;)
            {
                console.Append((char)character);
                if (character == Prompt[^1] && console.ToString().EndsWith(Prompt, StringComparison.Ordinal))
                {
                    return clock.Elapsed;
                }
            }

            throw new InvalidDataException($"{machine.Kernel} ended without a shell's prompt:\n{console}");
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }
}
