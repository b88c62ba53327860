using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>
/// What a run of tests said about each: <c>TEST name</c> before it, then <c>PASS name</c>, <c>FAIL name: message</c> or
/// <c>SKIP name: reason</c>, and <c>DONE n passed, n failed</c> at the end.
/// </summary>
internal sealed class TestReport
{
    private const int LinesShown = 40;

    private readonly IReadOnlyList<string> _lines;
    private readonly Dictionary<string, string> _outcomes = [];
    private readonly string _lastBegun = "none";
    private readonly string _ending;
    private readonly Func<string> _whole;

    /// <summary>Reads a run's lines.</summary>
    /// <param name="lines">All that it said; lines of other shapes are its own.</param>
    /// <param name="ending">How it ended, in one line.</param>
    /// <param name="whole">All that is known about the run, for the test in which it ended.</param>
    internal TestReport(IReadOnlyList<string> lines, string ending, Func<string> whole)
    {
        (_lines, _ending, _whole) = (lines, ending, whole);
        foreach (string line in lines)
        {
            string[] words = line.Split(' ', 2);
            if (words is ["TEST" or "PASS" or "FAIL" or "SKIP", _])
            {
                string name = words[1].Split(':', 2)[0];
                _outcomes[name] = line;
                _lastBegun = words[0] == "TEST" ? name : _lastBegun;
            }
        }
    }

    /// <summary>Tests that failed.</summary>
    internal int Failed => Count("FAIL ");

    /// <summary>Tests that passed.</summary>
    internal int Passed => Count("PASS ");

    /// <summary>The last line that the run has to print.</summary>
    internal string LastLine => $"DONE {Passed} passed, {Failed} failed";

    /// <summary>Fails unless the run reported that this test passed.</summary>
    internal void MustHavePassed(string name)
    {
        string? outcome = _outcomes.GetValueOrDefault(name);
        if (outcome is null)
        {
            // The test in which the run ended shows all of it; here a line that points there is enough.
            Assert.Fail($"{name} did not run: {_ending}, the last test that began is {_lastBegun}");
        }
        else if (outcome.StartsWith("TEST ", StringComparison.Ordinal))
        {
            Assert.Fail($"{name} began and did not end\n{_whole()}");
        }
        else if (!outcome.StartsWith("PASS ", StringComparison.Ordinal))
        {
            Assert.Fail($"{outcome}\nwhat was said during the test:\n{LogOf(name)}");
        }
    }

    private int Count(string outcome) => _outcomes.Values.Count(line => line.StartsWith(outcome, StringComparison.Ordinal));

    /// <summary>What was said while this test ran.</summary>
    private string LogOf(string name)
    {
        IEnumerable<string> lines = _lines
            .SkipWhile(line => line != "TEST " + name)
            .TakeWhile(line => !line.StartsWith($"FAIL {name}", StringComparison.Ordinal))
            .TakeLast(LinesShown);
        return string.Join('\n', lines.Select(static line => "    " + line));
    }
}
