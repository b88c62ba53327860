using System;
using System.Globalization;

namespace Lodestar.Bench;

/// <summary>The test kernel's benchmarks, as a table.</summary>
internal static class RingZeroBenchmarks
{
    // The largest collection has a million objects and two dead generations of them.
    private const string Memory = "1G";

    // A fast CPU model without ERMS, for which string instructions count one for each element.
    private const string Cpu = "EPYC";

    public static void Print(string testKernel)
    {
        QemuRun run = QemuRun.Follow(
            QemuMachine.Lodestar(testKernel, "bench") with { Cpu = Cpu, Memory = Memory, CountsInstructions = true });
        Table table = new("operation", "value", "unit", "allocated bytes");
        foreach (string line in run.Lines)
        {
            if (BenchmarkLine.TryParse(line) is { } result)
            {
                table.Add(result.Name, Number(result.Value), result.Unit, Number(result.AllocatedBytes));
            }
        }

        table.Print($"ring 0: guest instructions by operation (-icount shift=0, {Cpu}, {Memory})");
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 1000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
