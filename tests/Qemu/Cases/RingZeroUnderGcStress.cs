using System;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Every ring-0 test that is not slow already, with a collection at every few allocations.</summary>
public sealed class RingZeroUnderGcStress(RingZeroUnderGcStress.Boot boot) : IClassFixture<RingZeroUnderGcStress.Boot>
{
    /// <summary>The boot that serves these tests.</summary>
    public sealed class Boot() : RingZeroBoot(Machine);

    public static TheoryData<string> Tests => RingZeroBoot.Names(Runs);

    [Theory]
    [MemberData(nameof(Tests))]
    public void Passes(string test) => boot.MustHavePassed(test);

    [Fact]
    public void TheListIsComplete() => boot.MustBeComplete(Tests.Count);

    /// <summary>How many allocations lie between two collections; LODESTAR_GCSTRESS sets another number.</summary>
    private static string Interval { get; } = Environment.GetEnvironmentVariable("LODESTAR_GCSTRESS") ?? "100";

    private static QemuOptions Machine { get; } = new()
    {
        Image = Repository.TestKernel,
        CommandLine = $"exit=qemu gcstress={Interval}",
        Cpu = "EPYC",
        TimeLimit = TimeSpan.FromSeconds(240),
    };

    private static bool Runs(GuestTest test) => !test.Slow && test.MinimumMemoryMiB <= Machine.MemoryMiB;
}
