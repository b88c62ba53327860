using Lodestar.Core.Clocks;
using Xunit;

namespace Lodestar.Host.Tests.Clocks;

/// <summary>How fast the time stamp counter is, by counters that begin anew, stand still, contradict each other or are held up.</summary>
public sealed class RulerTests
{
    private const ulong Known = 2_500_000_000;
    private const ulong PmTimer = 3_579_545;
    private const ulong Hpet = 100_000_000;
    private const ulong Millisecond = 1_000_000;

    [Theory]
    [InlineData(PmTimer, 24, 0UL, 10)]
    [InlineData(PmTimer, 24, 4_680_000_000UL, 1000)]
    [InlineData(PmTimer, 24, 4_680_000_000UL, 2000)]
    [InlineData(PmTimer, 32, 1_199_800_000_000UL, 2000)]
    [InlineData(Hpet, 32, 42_949_000_000UL, 2000)]
    [InlineData(Hpet, 32, 1UL << 60, 10)]
    [InlineData(14_318_180UL, 32, 299_970_000_000UL, 1000)]
    public void ARulerMeasuresAlsoAcrossItsEnd(ulong frequency, int bits, ulong start, ulong milliseconds)
    {
        FakeRuler ruler = new(frequency, bits) { Time = start };
        ulong? measured = Measure(ruler, milliseconds * Millisecond);
        Assert.NotNull(measured);
        Assert.InRange(measured.Value, Known - (Known / 5000), Known + (Known / 5000));
    }

    [Theory]
    [InlineData(PmTimer, 24, 3000)]
    [InlineData(PmTimer, 24, 60_000)]
    [InlineData(Hpet, 32, 30_000)]
    public void WhatMayHaveBegunAnewIsNotKnown(ulong frequency, int bits, ulong milliseconds) =>
        Assert.Null(Measure(new FakeRuler(frequency, bits), milliseconds * Millisecond));

    [Fact]
    public void ARulerThatStandsStillIsNone()
    {
        FakeRuler ruler = new(Hpet, 32) { Speed = 0 };
        Assert.False(RulerCheck.Counts(ruler));
        Assert.InRange(ruler.Reads, 2, 2000);
        Assert.Null(Measure(ruler, 10 * Millisecond));
        Assert.True(RulerCheck.Counts(new FakeRuler(PmTimer, 24)));
    }

    [Fact]
    public void AReadingThatIsHeldUpIsNotTaken()
    {
        FakeRuler ruler = new(Hpet, 32);
        RulerReading start = RulerReading.Take(ruler, ruler.Timestamp);
        ruler.Time += 10 * Millisecond;
        ruler.BeforeRead = () => ruler.Delay = ruler.Reads % 8 == 5 ? 1000UL : 5 * Millisecond;
        RulerReading end = RulerReading.Take(ruler, ruler.Timestamp);
        Assert.Equal(2500UL, end.Duration);
        ulong? measured = start.FrequencyUntil(end, ruler, Known);
        Assert.InRange(measured!.Value, Known - (Known / 5000), Known + (Known / 5000));

        // All of them are: then nothing is known.
        ruler.BeforeRead = null;
        ruler.Delay = 5 * Millisecond;
        Assert.Null(start.FrequencyUntil(RulerReading.Take(ruler, ruler.Timestamp), ruler, Known));
    }

    [Theory]
    [InlineData(2_500_000_000UL, 2_500_100_000UL, 1_000_000_000UL, 2_500_000_000UL)]
    [InlineData(2_600_000_000UL, 2_501_000_000UL, 2_500_000_000UL, 2_501_000_000UL)]
    [InlineData(2_501_000_000UL, 2_600_000_000UL, 2_500_000_000UL, 2_501_000_000UL)]
    [InlineData(2_600_000_000UL, 2_400_000_000UL, 2_500_000_000UL, null)]
    [InlineData(2_500_000_000UL, 5_000_000_000UL, 1_000_000_000UL, null)]
    public void TwoRulersAgreeOrTheKnownSpeedDecides(ulong one, ulong other, ulong known, ulong? expected) =>
        Assert.Equal(expected, FrequencyChoice.Choose([one, other], known));

    [Fact]
    public void OneRulerIsBelievedAndNoneSaysNothing()
    {
        Assert.Equal(7UL, FrequencyChoice.Choose([7], Known));
        Assert.Null(FrequencyChoice.Choose([], Known));
        Assert.True(FrequencyChoice.IsNearKnown(Known + (Known / 100), Known));
        Assert.False(FrequencyChoice.IsNearKnown(Known + (Known / 99), Known));
    }

    [Fact]
    public void ASetMeasuresByAllOfItsRulers()
    {
        FakeRuler ruler = new(Hpet, 32);
        RulerSet set = new([ruler], ruler.Timestamp);
        set.Begin();
        ruler.Time += 10 * Millisecond;
        Assert.InRange(set.End(Known)!.Value, Known - (Known / 1000), Known + (Known / 1000));
        Assert.Equal(1, set.Measured.Length);
        Assert.Null(new RulerSet([], ruler.Timestamp).End(Known));
    }

    [Fact]
    public void ThreeFaultsInARowAreTooMany()
    {
        SteadinessJudge judge = new();
        ulong wrong = Known / 2;
        Assert.False(judge.Add(wrong, Known));
        Assert.False(judge.Add(wrong, Known));
        Assert.False(judge.Add(Known, Known));
        Assert.False(judge.Add(wrong, Known));
        Assert.False(judge.Add(wrong, Known));
        Assert.False(judge.Add(null, Known));
        Assert.True(judge.Add(wrong, Known));
    }

    private static ulong? Measure(FakeRuler ruler, ulong nanoseconds)
    {
        RulerReading start = RulerReading.Take(ruler, ruler.Timestamp);
        ruler.Time += nanoseconds;
        return start.FrequencyUntil(RulerReading.Take(ruler, ruler.Timestamp), ruler, Known);
    }
}
