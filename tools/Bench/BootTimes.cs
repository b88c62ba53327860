using System;
using System.Linq;

namespace Lodestar.Bench;

/// <summary>How long a boot takes: by the host's clock, and in guest instructions.</summary>
internal static class BootTimes
{
    private const int Runs = 5;

    /// <summary>The clock's calibration waits so long for the interval timer; by instructions it is the same number.</summary>
    private const long CalibrationMicroseconds = 5000;

    public static void Print(string kernel)
    {
        QemuMachine machine = QemuMachine.Lodestar(kernel, "");
        string place = $"{machine.Cpu}, {machine.Memory}";
        QemuRun[] runs = [.. Enumerable.Range(0, Runs).Select(_ => QemuRun.Follow(machine))];
        Table wall = new("until", "median", "min", "max");
        foreach (string line in (string[])[QemuRun.FirstLine, QemuRun.EndOfBoot])
        {
            double[] times = [.. runs.Select(run => run.TimeOf(line).TotalMilliseconds).Order()];
            wall.Add(line, $"{times[Runs / 2]:F0} ms", $"{times[0]:F0} ms", $"{times[^1]:F0} ms");
        }

        wall.Print($"boot: wall time from the start of QEMU, {Runs} runs (TCG, {place})");

        // The counter runs at one tick a nanosecond, so a microsecond of the log is a thousand instructions.
        QemuRun counted = QemuRun.Follow(machine with { CountsInstructions = true });
        Table instructions = new("until", "instructions", "without the clock's calibration");
        foreach (string line in (string[])[QemuRun.FirstLine, QemuRun.EndOfBoot])
        {
            long stamp = counted.StampOf(line);
            instructions.Add(line, $"{stamp} k", $"{stamp - CalibrationMicroseconds} k");
        }

        instructions.Print($"boot: guest instructions from the kernel's first C# statement ({place})");
    }
}
