using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Every test of the runtime in a process of the host's Linux.</summary>
public sealed class RuntimeOnHost(RuntimeOnHost.Process process) : IClassFixture<RuntimeOnHost.Process>
{
    /// <summary>The process that serves these tests.</summary>
    public sealed class Process : IAsyncLifetime
    {
        private ProgramRun? _run;
        private TestReport? _report;

        internal ProgramRun Run => _run ?? throw new InvalidOperationException("the program did not run");

        internal TestReport Report => _report ?? throw new InvalidOperationException("the program did not run");

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            _run = await HostLinux.Run("/bin/runtime-tests");
            _report = new TestReport(_run.Output.Split('\n'), $"status {_run.Status}", _run.Report);
        }

        /// <inheritdoc/>
        public Task DisposeAsync() => Task.CompletedTask;
    }

    public static TheoryData<string> Tests => [.. GuestTestList.RingThree.Select(static test => test.Name)];

    [Theory]
    [MemberData(nameof(Tests))]
    public void Passes(string test) => process.Report.MustHavePassed(test);

    [Fact]
    public void TheListIsComplete()
    {
        Assert.Equal(process.Report.Failed == 0 ? 0 : 1, process.Run.Status);
        Assert.EndsWith(process.Report.LastLine + "\n", process.Run.Output, StringComparison.Ordinal);
        Assert.Equal(Tests.Count, process.Report.Passed + process.Report.Failed);
    }
}
