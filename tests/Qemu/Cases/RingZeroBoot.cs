using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// One boot of the test image, which serves every ring-0 test of its configuration. The guest reports each test with
/// <c>TEST name</c> and then <c>PASS name</c>, <c>FAIL name: message</c> or <c>SKIP name: reason</c>.
/// </summary>
public abstract class RingZeroBoot : IAsyncLifetime
{
    private const int LinesShown = 40;
    private readonly Dictionary<string, string> _outcomes = [];
    private string? _lastBegun;
    private BootResult? _result;

    private protected RingZeroBoot(QemuOptions options) => Options = options;

    private protected QemuOptions Options { get; }

    private BootResult Result => _result ?? throw new InvalidOperationException("the machine was not booted");

    /// <summary>The names of the tests that a machine of this size runs, as theory data.</summary>
    internal static TheoryData<string> Names(Func<RingZeroTest, bool> runs) =>
        [.. RingZeroTestList.All.Where(runs).Select(static test => test.Name)];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _result = await QemuMachine.Boot(Options);
        foreach (string line in _result.Log.Lines)
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

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Fails unless the guest reported that this test passed.</summary>
    internal void MustHavePassed(string name)
    {
        string? outcome = _outcomes.GetValueOrDefault(name);
        if (outcome is null)
        {
            // The test in which the boot ended shows the log; here a line that points there is enough.
            Assert.Fail($"{name} did not run: {Result.Ending}, the last test that began is {_lastBegun ?? "none"}");
        }
        else if (outcome.StartsWith("TEST ", StringComparison.Ordinal))
        {
            Result.Fail($"{name} began and did not end");
        }
        else if (!outcome.StartsWith("PASS ", StringComparison.Ordinal))
        {
            Assert.Fail($"{outcome}\nserial log of the test:\n{LogOf(name)}");
        }
    }

    /// <summary>Fails unless the guest ran exactly as many tests as were found, and ended by itself.</summary>
    /// <param name="found">How many tests this configuration has.</param>
    internal void MustBeComplete(int found)
    {
        int failed = _outcomes.Values.Count(static line => line.StartsWith("FAIL ", StringComparison.Ordinal));
        int passed = _outcomes.Values.Count(static line => line.StartsWith("PASS ", StringComparison.Ordinal));
        Result.MustExitWith(failed == 0 ? QemuExit.Success : QemuExit.TestsFailed);
        Result.MustSay($"DONE {passed} passed, {failed} failed");
        Result.Must(passed + failed == found, $"{found} tests were found, {passed + failed} ran");
    }

    /// <summary>What the guest logged while this test ran.</summary>
    private string LogOf(string name)
    {
        IEnumerable<string> lines = Result.Log.Lines
            .SkipWhile(line => line != "TEST " + name)
            .TakeWhile(line => !line.StartsWith($"FAIL {name}", StringComparison.Ordinal))
            .TakeLast(LinesShown);
        return string.Join('\n', lines.Select(static line => "    " + line));
    }
}
