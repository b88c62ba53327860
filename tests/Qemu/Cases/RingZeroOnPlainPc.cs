using System;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Every ring-0 test on the plainest machine.</summary>
public sealed class RingZeroOnPlainPc(RingZeroOnPlainPc.Boot boot) : IClassFixture<RingZeroOnPlainPc.Boot>
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
        TimeLimit = TimeSpan.FromSeconds(180),
    };

    private static bool Runs(GuestTest test) => test.MinimumMemoryMiB <= Machine.MemoryMiB;
}
