using System;
using Lodestar.Core.Tasks;
using Xunit;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>What nice values are worth.</summary>
public sealed class NiceWeightsTests
{
    /// <summary>Linux's table (<c>sched_prio_to_weight</c>) has the same to a hundredth, but for what it rounds at the ends.</summary>
    [Theory]
    [InlineData(-20, 88761)]
    [InlineData(-10, 9548)]
    [InlineData(-5, 3121)]
    [InlineData(-1, 1277)]
    [InlineData(0, 1024)]
    [InlineData(1, 820)]
    [InlineData(5, 335)]
    [InlineData(10, 110)]
    [InlineData(19, 15)]
    public void WeightsAreLinuxs(int nice, int weight)
    {
        int tolerance = Math.Max(2, weight / 50);
        Assert.InRange(NiceWeights.Of(nice), weight - tolerance, weight + tolerance);
    }

    [Fact]
    public void EachStepIsWorthLess()
    {
        for (int nice = ScheduledThread.LowestNice; nice < ScheduledThread.HighestNice; nice++)
        {
            Assert.True(NiceWeights.Of(nice) > NiceWeights.Of(nice + 1));
        }

        Assert.True(NiceWeights.Of(ScheduledThread.HighestNice) > NiceWeights.Idle);
    }
}
