using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Lodestar.Bench;

/// <summary>The test kernel's benchmarks, as a table.</summary>
internal static class RingZeroBenchmarks
{
    // The largest collection has a million objects and two dead generations of them.
    private const string Memory = "1G";

    // A fast CPU model without ERMS, for which string instructions count one for each element.
    private const string Cpu = "EPYC";

    private const string SyscallFloor = "syscall-floor";

    /// <summary>Runs them all and prints them.</summary>
    /// <returns>Instructions that a system call's entry and exit cannot do without.</returns>
    public static double Print(string testKernel)
    {
        QemuRun run = QemuRun.Follow(
            QemuMachine.Lodestar(testKernel, "bench") with { Cpu = Cpu, Memory = Memory, CountsInstructions = true });
        List<BenchmarkLine> results = [.. run.Lines.Select(BenchmarkLine.TryParse).OfType<BenchmarkLine>()];
        Table table = new("operation", "value", "unit", "allocated bytes");
        foreach (BenchmarkLine result in results)
        {
            table.Add(result.Name, Number(result.Value), result.Unit, Number(result.AllocatedBytes));
        }

        table.Print($"ring 0: guest instructions by operation (-icount shift=0, {Cpu}, {Memory})");
        return results.Find(static result => result.Name == SyscallFloor)?.Value
            ?? throw new InvalidDataException($"the test kernel has no benchmark {SyscallFloor}");
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 1000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
