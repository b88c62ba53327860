using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Events;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Xunit;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>The time of day is set, and those who wait for one hear of it.</summary>
[Collection(SchedulerCollection.Name)]
public sealed class TimeOfDayTests : IDisposable
{
    private const long Second = 1_000_000_000;
    private const long Start = 1_900_000_000 * Second;

    public TimeOfDayTests()
    {
        MachineClock.Stopped = MachineClock.Nanoseconds;
        Scheduler.Begin(new TestThread());
        Assert.True(TimeOfDay.TrySet(Start));
    }

    public void Dispose() => MachineClock.Stopped = null;

    [Fact]
    public void ItGoesOnFromWhatWasSet()
    {
        long uptime = SystemClock.Uptime;
        Scheduler.Block(uptime + Second);
        Assert.Equal(Start + Second, SystemClock.Now);
        Assert.True(TimeOfDay.TrySet(Start - (5 * Second)));
        Assert.Equal(Start - (5 * Second), SystemClock.Now);
        Assert.Equal(uptime + Second, SystemClock.Uptime);
    }

    [Fact]
    public void TheBootIsNotBefore1970()
    {
        long uptime = SystemClock.Uptime;
        Assert.False(TimeOfDay.TrySet(uptime - 1));
        Assert.False(TimeOfDay.TrySet(long.MaxValue));
        Assert.False(TimeOfDay.TrySet(-1));
        Assert.Equal(Start, SystemClock.Now);
        Assert.True(TimeOfDay.TrySet(uptime));
        Assert.Equal(0, SystemClock.StartOfBoot);
    }

    [Fact]
    public void AWholeSecondIsTakenForItsMiddle()
    {
        Assert.True(SystemClock.TryStart(DateTime.UnixEpoch.AddSeconds(1_900_000_000)));
        Assert.Equal(Start + (Second / 2), SystemClock.Now);
        Assert.False(SystemClock.TryStart(DateTime.UnixEpoch.AddSeconds(-1)));
        Assert.False(SystemClock.TryStart(new DateTime(2299, 1, 1)));
    }

    [Fact]
    public void OnlyTimersOfATimeOfDayMove()
    {
        long uptime = SystemClock.Uptime;
        List<string> happened = [];
        TestTimer plain = new(() => happened.Add("plain"));
        TestTimer early = new(() => happened.Add("early")) { FollowsTimeOfDay = true };
        TestTimer late = new(() => happened.Add("late")) { FollowsTimeOfDay = true };
        Scheduler.SetTimer(plain, uptime + (10 * Second));
        Scheduler.SetTimer(early, uptime + (20 * Second));
        Scheduler.SetTimer(late, uptime + (30 * Second));
        Assert.True(TimeOfDay.TrySet(SystemClock.Now + (15 * Second)));
        Assert.Equal((uptime + (5 * Second), uptime + (15 * Second)), (early.Deadline, late.Deadline));
        Scheduler.Block(uptime + (11 * Second));
        Assert.Equal(["early", "plain"], happened);

        // A long way back, and forth again: the deadline comes at once when it has passed.
        Assert.True(TimeOfDay.TrySet(uptime + (11 * Second)));
        Assert.True(late.Deadline > Start);
        Assert.True(TimeOfDay.TrySet(Start + (100 * Second)));
        Scheduler.Block(uptime + (12 * Second));
        Assert.Equal(["early", "plain", "late"], happened);
    }

    [Fact]
    public void AWaitForATimeOfDayEndsThen()
    {
        long uptime = SystemClock.Uptime;
        TestTimer setter = new(() => TimeOfDay.TrySet(Start + (99 * Second)));
        Scheduler.SetTimer(setter, uptime + (10 * Second));
        Assert.Equal(WaitEnd.TimedOut, Scheduler.Block(new Deadline(Start + (100 * Second), IsTimeOfDay: true)));
        Assert.Equal(uptime + (11 * Second), SystemClock.Uptime);

        // The same thread's next wait is for something else.
        Scheduler.SetTimer(setter, uptime + (20 * Second));
        Assert.Equal(WaitEnd.TimedOut, Scheduler.Block(new Deadline(uptime + (30 * Second))));
        Assert.Equal(uptime + (30 * Second), SystemClock.Uptime);
    }

    [Fact]
    public void ATimerFileIsCanceledIfItWantsThat()
    {
        const TimerFileFlags Absolute = TimerFileFlags.AbsoluteTime;
        TimerFile wants = new(ClockId.Realtime, OpenFlags.RdWr);
        TimerFile follows = new(ClockId.Realtime, OpenFlags.RdWr);
        TimerFile stays = new(ClockId.Monotonic, OpenFlags.RdWr);
        long deadline = SystemClock.Uptime + (50 * Second);
        Assert.Equal(Errno.None, wants.Set(deadline, 0, Absolute | TimerFileFlags.CancelOnSet));
        Assert.Equal(Errno.None, follows.Set(deadline, 0, Absolute));
        Assert.Equal(Errno.None, stays.Set(deadline, 0, Absolute | TimerFileFlags.CancelOnSet));
        Assert.Equal(PollEvents.None, wants.Readiness | follows.Readiness | stays.Readiness);

        Assert.True(TimeOfDay.TrySet(SystemClock.Now + (40 * Second)));
        Assert.Equal(PollEvents.In, wants.Readiness);
        Assert.Equal(PollEvents.None, follows.Readiness | stays.Readiness);
        Assert.Equal(10 * Second, follows.Get().Remaining);
        Assert.Equal(50 * Second, stays.Get().Remaining);

        // Who sets it anew without having read is told so, once.
        Assert.Equal(Errno.ECANCELED, wants.Set(deadline, 0, Absolute | TimerFileFlags.CancelOnSet));
        Assert.Equal(PollEvents.None, wants.Readiness);
        Assert.Equal(Errno.None, wants.Set(deadline, 0, Absolute));
        Assert.True(TimeOfDay.TrySet(SystemClock.Now + Second));
        Assert.Equal(PollEvents.None, wants.Readiness);
        Assert.True(TimeOfDay.Changed.IsEmpty);
        foreach (TimerFile file in (TimerFile[])[wants, follows, stays])
        {
            file.Set(null, 0, TimerFileFlags.None);
        }
    }
}
