using System;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Every ring-0 test that fits, on a machine with little memory, a newer chip set and every CPU feature that QEMU has.</summary>
public sealed class RingZeroOnSmallQ35(RingZeroOnSmallQ35.Boot boot) : IClassFixture<RingZeroOnSmallQ35.Boot>
{
    /// <summary>The boot that serves these tests.</summary>
    public sealed class Boot() : RingZeroBoot(Machine);

    public static TheoryData<string> Tests => RingZeroBoot.Names(Runs);

    [Theory]
    [MemberData(nameof(Tests))]
    public void Passes(string test) => boot.MustHavePassed(test);

    [Fact]
    public void TheListIsComplete() => boot.MustBeComplete(Tests.Count);

    private static QemuOptions Machine { get; } = new()
    {
        Image = Repository.TestKernel,
        Machine = "q35",
        Cpu = "max",
        MemoryMiB = 32,
        TimeLimit = TimeSpan.FromSeconds(180),
    };

    private static bool Runs(GuestTest test) => test.MinimumMemoryMiB <= Machine.MemoryMiB;
}
