using System;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>
/// Times loops with the time stamp counter, which counts guest instructions when QEMU runs with
/// <c>-icount shift=0,sleep=off</c>, and reports each as a line for <c>tools/Bench</c>:
/// <c>BENCH name value unit bytes</c>, the name without blanks, the bytes being those allocated by one operation.
/// </summary>
internal static class Measurement
{
    private const string Instructions = "instructions";

    /// <summary>A loop that carries out its operation so many times.</summary>
    public delegate void Loop(int count);

    /// <summary>The loop that does nothing, whose cost is taken off where no other one is given.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void EmptyLoop(int count)
    {
        for (int i = 0; i < count; i++)
        {
        }
    }

    /// <summary>Reports instructions and bytes of one operation.</summary>
    /// <param name="name">What the operation is.</param>
    /// <param name="count">How often it is carried out.</param>
    /// <param name="loop">The loop. It runs once before it is timed, so that caches are filled.</param>
    /// <param name="baseline">A loop that does all but the operation; null for the empty one.</param>
    public static void Report(string name, int count, Loop loop, Loop? baseline = null)
    {
        (ulong ticks, ulong bytes) = Time(loop, count);
        (ulong baselineTicks, _) = Time(baseline ?? EmptyLoop, count);
        Write(name, ((double)ticks - baselineTicks) / count, Instructions, (double)bytes / count);
    }

    /// <summary>Reports a figure that was taken in another way.</summary>
    public static void Write(string name, double value, string unit, double bytes) =>
        KernelLog.WriteLine($"BENCH {name} {value:F1} {unit} {bytes:F1}");

    /// <summary>Ticks without those of collections, which are a figure of their own, and bytes of all objects.</summary>
    private static (ulong Ticks, ulong Bytes) Time(Loop loop, int count)
    {
        loop(count);
        ulong bytes = GcStatistics.TotalAllocatedBytes;
        ulong pauses = GcStatistics.TotalPause;
        ulong start = CpuInstructions.ReadTimestamp();
        loop(count);
        ulong ticks = CpuInstructions.ReadTimestamp() - start;
        return (ticks - (GcStatistics.TotalPause - pauses), GcStatistics.TotalAllocatedBytes - bytes);
    }
}
