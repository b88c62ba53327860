using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Every test of the runtime in a process of Lodestar.</summary>
public sealed class RuntimeInRing3(RuntimeInRing3.Process process) : IClassFixture<RuntimeInRing3.Process>
{
    /// <summary>The boot that serves these tests.</summary>
    public sealed class Process : IAsyncLifetime
    {
        private ProgramBoot? _boot;
        private TestReport? _report;

        internal ProgramBoot Boot => _boot ?? throw new InvalidOperationException("the machine was not booted");

        internal TestReport Report => _report ?? throw new InvalidOperationException("the machine was not booted");

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            _boot = await ProgramBoot.Run("/bin/runtime-tests", Machine);
            _report = new TestReport(
                _boot.Program?.Output.Split('\n') ?? [],
                _boot.Program is { } program ? $"status {program.Status}" : _boot.Boot.Ending,
                () => _boot.Program?.Report() + _boot.Boot.Report());
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
        process.Boot.MustHaveEnded();
        Assert.Equal(process.Report.Failed == 0 ? 0 : 1, process.Boot.Program!.Status);
        Assert.EndsWith(process.Report.LastLine + "\n", process.Boot.Program.Output, StringComparison.Ordinal);
        Assert.Equal(Tests.Count, process.Report.Passed + process.Report.Failed);
    }

    private static QemuOptions Machine { get; } = new()
    {
        Image = Repository.Kernel,
        TimeLimit = TimeSpan.FromSeconds(180),
    };
}
