using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>
/// Runs tests one after the other and reports each on lines of its own: <c>TEST name</c> before it, then <c>PASS name</c> or
/// <c>FAIL name: message</c>; <c>SKIP name: reason</c> for one that cannot run here; at the end <c>DONE p passed, f failed</c>.
/// </summary>
public static class TestRunner
{
    private const int LongestMessage = 1000;

    /// <summary>Runs the tests and returns their counts. A test that throws fails; the run goes on with the next one.</summary>
    /// <param name="cases">The tests, run in this order.</param>
    /// <param name="writeLine">Takes one line of the report, without its line end.</param>
    /// <param name="prefix">Only tests whose full name starts with this (ordinal) run; null or empty: all.</param>
    /// <param name="memoryMiB">Memory of the machine in MiB.</param>
    /// <param name="includeSlow">Whether tests marked slow run.</param>
    public static TestSummary Run(
        IEnumerable<TestCase> cases, Action<string> writeLine, string? prefix, int memoryMiB, bool includeSlow = true)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(writeLine);
        int passed = 0, failed = 0, skipped = 0;
        foreach (TestCase test in cases)
        {
            if (!string.IsNullOrEmpty(prefix) && !test.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }
            if (SkipReason(test, memoryMiB, includeSlow) is { } reason)
            {
                writeLine("SKIP " + test.Name + ": " + reason);
                skipped++;
                continue;
            }
            writeLine("TEST " + test.Name);
            if (FailureOf(test.Body) is { } failure)
            {
                writeLine("FAIL " + test.Name + ": " + failure);
                failed++;
            }
            else
            {
                writeLine("PASS " + test.Name);
                passed++;
            }
        }
        writeLine("DONE " + passed.ToString() + " passed, " + failed.ToString() + " failed");
        return new TestSummary(passed, failed, skipped);
    }

    private static string? SkipReason(TestCase test, int memoryMiB, bool includeSlow)
    {
        if (memoryMiB < test.MinimumMemoryMiB)
        {
            return "needs " + test.MinimumMemoryMiB.ToString() + " MiB of memory";
        }
        return test.Slow && !includeSlow ? "slow" : null;
    }

    private static string? FailureOf(Action body)
    {
        try
        {
            body();
            return null;
        }
        catch (CheckFailedException failure)
        {
            return OneLine(failure.Message);
        }
        catch (Exception unexpected)
        {
            return OneLine(Describe(unexpected));
        }
    }

    // Type names and stack traces are themselves parts of the runtime under test: where they throw, the report must still come out.
    private static string Describe(Exception exception)
    {
        try
        {
            return exception.GetType().Name + ": " + exception.Message + "\n" + exception.StackTrace;
        }
        catch (Exception)
        {
            return "an exception that cannot be described";
        }
    }

    private static string OneLine(string message)
    {
        string line = message.Replace("\r", "").Replace("\n", " | ");
        return line.Length <= LongestMessage ? line : line.Substring(0, LongestMessage);
    }
}
