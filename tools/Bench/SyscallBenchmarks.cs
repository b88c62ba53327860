using System.IO;
using Lodestar.Initramfs;

namespace Lodestar.Bench;

/// <summary>
/// System calls, measured from ring 3 by the same static program as init of Debian's Linux and of Lodestar on the same
/// machine: in guest instructions, and once more by wall time.
/// </summary>
/// <param name="kernel">Lodestar's ELF.</param>
/// <param name="linux">Debian's vmlinuz; null when there is none to compare with.</param>
/// <param name="initramfs">The archive with the program, see <see cref="WriteInitramfs"/>.</param>
internal sealed class SyscallBenchmarks(string kernel, string? linux, string initramfs)
{
    /// <summary>The program, as it is called in the archive.</summary>
    public const string Program = "/bench";

    // A CPU model without ERMS, on which Linux copies by words and not by one `rep` step a byte.
    private const string Cpu = "EPYC";

    // By the host's clock a batch has to be much longer than the clock's step.
    private const string WallTimeArguments = " -- 2000 10";

    private const int WallTimeRuns = 3;

    /// <summary>Writes the archive that both systems boot with.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="list">The list of its entries, <c>userland/bench/initramfs.list</c>.</param>
    /// <param name="programs">The folder of built programs.</param>
    public static void WriteInitramfs(string path, string list, string programs)
    {
        Archive archive = new();
        Manifest.Add(archive, File.ReadAllText(list), programs);
        using FileStream output = File.Create(path);
        CpioWriter.Write(archive, output, modified: 0);
    }

    /// <summary>Measures and prints both tables.</summary>
    /// <param name="floor">Instructions of a call whose entry does nothing, from ring 0.</param>
    public void Print(double floor)
    {
        string systems = linux is null ? "" : $", Linux: {Path.GetFileName(linux)}";
        SyscallFigures? counted = linux is null ? null : Count(OnLinux(linux, ""));
        Table instructions = new(SyscallTables.InstructionsHeader);
        instructions.AddRange(SyscallTables.Instructions(counted, Count(OnLodestar("")), floor));
        instructions.Print($"system calls: guest instructions from ring 3 (-icount shift=0, {Cpu}{systems})");

        SyscallFigures? otherTimes = linux is null ? null : new();
        SyscallFigures times = new();
        for (int i = 0; i < WallTimeRuns; i++)
        {
            otherTimes?.Add(QemuRun.Follow(OnLinux(linux!, WallTimeArguments)).Lines);
            times.Add(QemuRun.Follow(OnLodestar(WallTimeArguments)).Lines);
        }

        Table nanoseconds = new(SyscallTables.NanosecondsHeader);
        nanoseconds.AddRange(SyscallTables.Nanoseconds(otherTimes, times));
        nanoseconds.Print($"system calls: nanoseconds of wall time, the least of {WallTimeRuns} runs (TCG, {Cpu}{systems})");
    }

    /// <summary>Lodestar with the program as init.</summary>
    /// <param name="arguments">Empty, or <c> -- </c> and the program's arguments.</param>
    public QemuMachine OnLodestar(string arguments) =>
        QemuMachine.Lodestar(kernel, $"init={Program}{arguments}") with { Cpu = Cpu, Initramfs = initramfs };

    private static SyscallFigures Count(QemuMachine machine)
    {
        SyscallFigures figures = new();
        figures.Add(QemuRun.Follow(machine with { CountsInstructions = true }).Lines);
        return figures;
    }

    private QemuMachine OnLinux(string bzImage, string arguments) =>
        QemuMachine.Linux(bzImage, Program + arguments) with { Cpu = Cpu, Initramfs = initramfs };
}
