using System;
using System.Globalization;
using System.Numerics;
using System.Runtime;
using Lodestar.RuntimeTests;
using Lodestar.Userland;

namespace Lodestar.ProcessTests;

/// <summary>
/// The tests of the runtime as an ordinary process: <c>runtime-tests [--gcstress=N] [prefix]</c> runs those whose names start so and
/// prints lines about each on standard output (<see cref="TestRunner"/>). Its status is 0 when none failed, 1 otherwise, 2 when it was
/// called wrongly. <c>runtime-tests --provoke=NAME</c> ends in another way.
/// </summary>
internal static class Program
{
    private const string StressOption = "--gcstress=";
    private const string ProvokeOption = "--provoke=";
    private const int Failed = 1;
    private const int Misused = 2;
    private const int MiB = 1 << 20;

    /// <summary>Some tests fill the memory; no more of it than this, on whatever machine.</summary>
    private const ulong LargestHeap = 192 * MiB;

    /// <summary>The tests count in memory of a machine, of which a program gets three quarters.</summary>
    private static int NominalMemoryMiB => (int)(BitOperations.RoundUpToPowerOf2(ManagedHeap.Limit) / MiB);

    [RuntimeExport("ProgramMain")]
    private static int Main(string[] arguments)
    {
        uint stress = 0;
        string? prefix = null;
        foreach (string argument in arguments)
        {
            if (argument.StartsWith(ProvokeOption, StringComparison.Ordinal))
            {
                Provocation.Run(argument[ProvokeOption.Length..]);
                return Misuse();
            }

            if (!argument.StartsWith('-') && prefix is null)
            {
                prefix = argument;
            }
            else if (!argument.StartsWith(StressOption, StringComparison.Ordinal)
                || !uint.TryParse(argument.AsSpan(StressOption.Length), NumberStyles.None, CultureInfo.InvariantCulture, out stress))
            {
                return Misuse();
            }
        }

        ManagedHeap.Limit = Math.Min(ManagedHeap.Limit, LargestHeap);
        ManagedHeap.Stress(stress);

        // Collecting at every few allocations makes the long tests take minutes.
        bool includeSlow = stress == 0;
        TestCase[] tests = [.. RuntimeTests.AllTests.List, .. AllTests.List];
        TestSummary summary = TestRunner.Run(tests, Terminal.WriteLine, prefix, NominalMemoryMiB, includeSlow);
        return summary.Failed == 0 ? 0 : Failed;
    }

    private static int Misuse()
    {
        Terminal.WriteErrorLine("usage: runtime-tests [--gcstress=N] [prefix] | --provoke=NAME");
        return Misused;
    }
}
