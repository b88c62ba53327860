using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>One boot of the test image, which serves every ring-0 test of its configuration.</summary>
public abstract class RingZeroBoot : IAsyncLifetime
{
    private BootResult? _result;
    private TestReport? _report;

    private protected RingZeroBoot(QemuOptions options) => Options = options;

    private protected QemuOptions Options { get; }

    private BootResult Result => _result ?? throw new InvalidOperationException("the machine was not booted");

    private TestReport Report => _report ?? throw new InvalidOperationException("the machine was not booted");

    /// <summary>The names of the tests that a machine of this size runs, as theory data.</summary>
    internal static TheoryData<string> Names(Func<GuestTest, bool> runs) =>
        [.. GuestTestList.RingZero.Where(runs).Select(static test => test.Name)];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _result = await QemuMachine.Boot(Options);
        _report = new TestReport(_result.Log.Lines, _result.Ending, _result.Report);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Fails unless the guest reported that this test passed.</summary>
    internal void MustHavePassed(string name) => Report.MustHavePassed(name);

    /// <summary>Fails unless the guest ran exactly as many tests as were found, and ended by itself.</summary>
    /// <param name="found">How many tests this configuration has.</param>
    internal void MustBeComplete(int found)
    {
        int ran = Report.Passed + Report.Failed;
        Result.MustExitWith(Report.Failed == 0 ? QemuExit.Success : QemuExit.TestsFailed);
        Result.MustSay(Report.LastLine);
        Result.Must(ran == found, $"{found} tests were found, {ran} ran");
    }
}
