using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>A boot of Lodestar whose first program is a given one, with a terminal of its own on the second serial port.</summary>
/// <param name="Boot">The boot.</param>
/// <param name="Said">What it has written.</param>
/// <param name="Status">Its status; null when it did not run to an end.</param>
internal sealed partial record ProgramBoot(BootResult Boot, string Said, int? Status)
{
    private const int CharactersShown = 500;
    private const int SignalStatus = 128;

    /// <summary>What the program did; null when it did not run to an end.</summary>
    internal ProgramRun? Program => Status is { } status ? new ProgramRun(Said, status) : null;

    /// <summary>Boots with a command as the first program.</summary>
    /// <param name="command">The program's path in the initramfs, and its arguments; quotes as in <see cref="CommandWords"/>.</param>
    /// <param name="options">The machine; image, command line, initramfs and second port are set here.</param>
    /// <param name="kernelOptions">More words of the kernel's command line.</param>
    internal static async Task<ProgramBoot> Run(string command, QemuOptions options, string kernelOptions = "")
    {
        string initramfs = options.Initramfs ?? Repository.Initramfs;
        if (!File.Exists(initramfs))
        {
            throw new FileNotFoundException($"{initramfs} is not there: make it with `make initramfs`");
        }

        (string program, string arguments) = command.Split(' ', 2) is [var first, var rest] ? (first, " -- " + rest) : (command, "");
        string terminal = Path.Combine(Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.out");
        try
        {
            BootResult result = await QemuMachine.Boot(options with
            {
                CommandLine = $"exit=qemu console=ttyS1 {kernelOptions}{(kernelOptions.Length > 0 ? " " : "")}init={program}{arguments}",
                Initramfs = initramfs,
                HasScreen = false,

                // It leaves it to the kernel to let the old controllers' interrupts through the local APIC.
                HasQuickFirmware = !kernelOptions.Contains("nolapic", StringComparison.Ordinal),
                SecondSerial = terminal,
            }).ConfigureAwait(false);
            byte[] output = File.Exists(terminal) ? await File.ReadAllBytesAsync(terminal).ConfigureAwait(false) : [];
            return new ProgramBoot(result, ProgramRun.TextOf(output), ReadStatus(result));
        }
        finally
        {
            File.Delete(terminal);
        }
    }

    /// <summary>Runs a command here and there, and fails unless output and status are the same.</summary>
    /// <param name="command">The program's path in the initramfs, and its arguments.</param>
    /// <param name="options">The machine.</param>
    /// <param name="init">
    /// The program that starts the command on Lodestar, as a process of its own; null for the kernel: then it is the first process,
    /// the parent of all orphans.
    /// </param>
    internal static async Task MustBeAsOnLinux(string command, QemuOptions options, string? init = null)
    {
        ProgramRun host = await HostLinux.Run(command, options.Typed, Repository.TreeOf(options.Initramfs)).ConfigureAwait(false);
        ProgramBoot boot = await Run(init is null ? command : $"{init} {command}", options).ConfigureAwait(false);
        boot.MustHaveEnded();
        if (host.FirstDifference(boot.Program!) is { } difference)
        {
            Assert.Fail(
                $"{command}: Linux and Lodestar differ in {difference}\non Linux:\n{host.Report()}"
                + $"on Lodestar:\n{boot.Program!.Report()}{boot.Boot.Report()}");
        }
    }

    /// <summary>Fails unless the program ran to an end, whichever, and the kernel after it.</summary>
    internal void MustHaveEnded()
    {
        string end = Said.Length > CharactersShown ? Said[^CharactersShown..] : Said;
        Boot.Must(
            Boot.ExitCode == (int)QemuExit.Success && Status is not null,
            $"expected the program to end, and then QEMU with status {(int)QemuExit.Success}; the program's last words:\n{end}");
    }

    private static int? ReadStatus(BootResult result)
    {
        Match match = result.Log.Lines.Select(static line => End().Match(line)).FirstOrDefault(static match => match.Success) ?? Match.Empty;
        return match switch
        {
            { Success: false } => null,
            _ when match.Groups["status"].Success => Number(match.Groups["status"]),
            _ => SignalStatus + Number(match.Groups["signal"]),
        };
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"init: \S+ (ended with status (?<status>\d+)|was ended by signal (?<signal>\d+))")]
    private static partial Regex End();
}
