using Lodestar.Machine.Cpu;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>What the option <c>bench</c> runs.</summary>
internal static class BenchmarkList
{
    /// <summary>Runs all benchmarks, the moment of the boot's end first.</summary>
    public static void Run()
    {
        // The counter starts with the machine: the difference is what firmware and loader took.
        ulong now = CpuInstructions.ReadTimestamp();
        Measurement.Write("machine-start-to-kernel", now - TimestampClock.Nanoseconds, "ticks", 0);
        AllocationBenchmarks.Run();
        CallBenchmarks.Run();
        SyscallFloorBenchmark.Run();
        StateBenchmarks.Run();
        ExceptionBenchmarks.Run();
        LibraryBenchmarks.Run();
        MemoryBenchmarks.Run();
        CollectionBenchmarks.Run();
    }
}
