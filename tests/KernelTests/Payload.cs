using System.Numerics;
using Lodestar.Core.Boot;
using Lodestar.KernelTests.Benchmarks;
using Lodestar.Machine;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Diagnostics;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>
/// What the test kernel does after its boot: <c>provoke=name</c> provokes one failure; <c>bench</c> measures; otherwise every ring-0 test runs, or
/// with <c>test=prefix</c> those whose names start so.
/// </summary>
internal static class Payload
{
    private const int MiB = 1 << 20;

    /// <summary>
    /// Firmware and image take a little of the memory that the machine was given, never half of it: the next power of two
    /// is its nominal size.
    /// </summary>
    private static int NominalMemoryMiB => (int)(BitOperations.RoundUpToPowerOf2(MachineInformation.TotalMemory) / MiB);

    /// <summary>Runs; the result is the emulator's status.</summary>
    public static EmulatorStatus Run(CommandLine commandLine)
    {
        if (commandLine.Provocation is { } failure)
        {
            Provocation.Run(failure);
            return EmulatorStatus.TestsFailed;
        }

        if (commandLine.RunsBenchmarks)
        {
            BenchmarkList.Run();
            return EmulatorStatus.Success;
        }

        // Collecting at every few allocations makes the long tests take minutes.
        bool includeSlow = BootOptions.GcStress == 0;
        TestCase[] tests = [.. RuntimeTests.AllTests.List, .. AllTests.List];
        TestSummary summary = TestRunner.Run(tests, KernelLog.WriteLine, commandLine.TestPrefix, NominalMemoryMiB, includeSlow);
        return summary.Failed == 0 ? EmulatorStatus.Success : EmulatorStatus.TestsFailed;
    }
}
