using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>A disc boots in Bochs too, and its timer, which QEMU does not have, does what the tests of timers want.</summary>
public sealed class BochsBoot
{
    /// <summary>What the names of the tests begin with.</summary>
    private const string Tests = "InterruptTimerTests.A";

    [Fact]
    public async Task DeadlinesOfTheTimeStampCounterWork()
    {
        int count = GuestTestList.RingZero.Count(static test => test.Name.StartsWith(Tests, StringComparison.Ordinal));
        using BootDisc disc = await BootDisc.Make(Repository.TestKernel, "console=ttyS0 test=" + Tests);
        SerialLog log = await BochsMachine.Boot(disc.Path, static line => line.StartsWith("DONE ", StringComparison.Ordinal));
        Assert.Contains(log.Lines, static line => line.Contains("timer: local APIC with deadlines", StringComparison.Ordinal));
        Assert.True(log.Lines.Contains($"DONE {count} passed, 0 failed"), log.Tail(count * 2));
    }
}
