using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>Who runs when: over threads of the host, and a clock that goes on only while one of them computes or all wait.</summary>
[Collection(SchedulerCollection.Name)]
public sealed class SchedulerTests : IDisposable
{
    private const long Microsecond = 1000;
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000_000_000;

    private readonly TestThread _main;
    private readonly WaitQueue _done = new();
    private int _running;

    public SchedulerTests()
    {
        MachineClock.Stopped = MachineClock.Nanoseconds;
        _main = new TestThread();
        Scheduler.Begin(_main);
    }

    public void Dispose() => MachineClock.Stopped = null;

    [Fact]
    public void AWaitEndsAtItsTime()
    {
        long start = SystemClock.Uptime;
        Assert.Equal(WaitEnd.TimedOut, Scheduler.Block(start + Second));
        Assert.Equal(start + Second, SystemClock.Uptime);
        Assert.Equal(WaitEnd.TimedOut, Scheduler.Block(start));
    }

    [Fact]
    public void ASignalEndsTheWaitOfTheOnlyThread()
    {
        After(Second, _main.Signal);
        Assert.Equal(WaitEnd.Interrupted, Scheduler.Block());
        Assert.True(UserWork.IsRequested);
        Assert.Equal(WaitEnd.Interrupted, Scheduler.Block());
        _main.TakeSignal();
        After(Second, static () => { });
        Assert.Equal(WaitEnd.TimedOut, Scheduler.Block(SystemClock.Uptime + (2 * Second)));
    }

    [Fact]
    public void OnlyTheEndOfTheThreadEndsAnUninterruptibleWait()
    {
        long start = SystemClock.Uptime;
        After(Second, _main.Signal);
        After(2 * Second, _main.Kill);
        Assert.Equal(WaitEnd.Interrupted, Scheduler.BlockUninterruptible());
        Assert.Equal(start + (2 * Second), SystemClock.Uptime);
    }

    [Fact]
    public void ThreadsRunInTurnAndAreGoneAfterwards()
    {
        List<string> seen = [];
        TestThread[] threads = [Run("a", () => seen.Add("a")), Run("b", () => seen.Add("b")), Run("c", () => seen.Add("c"))];
        Assert.Empty(seen);
        WaitForAll();
        Assert.Equal(["a", "b", "c"], seen);
        Assert.All(threads, static thread => Assert.True(thread.IsGone));
    }

    [Fact]
    public void YieldLetsTheOthersRun()
    {
        List<string> seen = [];
        for (char name = 'a'; name <= 'b'; name++)
        {
            string own = name.ToString();
            Run(own, () =>
            {
                for (int i = 0; i < 3; i++)
                {
                    seen.Add(own);
                    Scheduler.Yield();
                }
            });
        }

        WaitForAll();
        Assert.Equal(["a", "b", "a", "b", "a", "b"], seen);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 5, 3.05)]
    [InlineData(-5, 0, 3.05)]
    [InlineData(0, 19, 68.3)]
    public void TimeIsSharedByNiceValues(int first, int second, double ratio)
    {
        long end = SystemClock.Uptime + (20 * Second);
        TestThread one = Compute("one", end, first);
        TestThread other = Compute("other", end, second);
        WaitForAll();
        double measured = (double)one.Runtime / other.Runtime;
        Assert.InRange(measured, ratio * 0.93, ratio * 1.07);
    }

    [Fact]
    public void WhoRunsWhenNobodyElseWantsToHasLittle()
    {
        long end = SystemClock.Uptime + (10 * Second);
        TestThread one = Compute("one", end, nice: 19);
        TestThread other = Compute("other", end, nice: -20);
        other.Policy = SchedulingPolicy.Idle;
        WaitForAll();
        Assert.True(one.Runtime > 4 * other.Runtime);
        Assert.True(other.Runtime > 0);
    }

    [Fact]
    public void TimersDoNotShortenTurns()
    {
        long end = SystemClock.Uptime + Second;
        Compute("one", end);
        Compute("other", end);
        TestTimer timer = null!;
        timer = new TestTimer(() => Scheduler.Timers.Set(timer, SystemClock.Uptime + (Millisecond / 2)));
        Scheduler.Timers.Set(timer, SystemClock.Uptime + Millisecond);
        long switches = Scheduler.Switches;
        WaitForAll();
        Scheduler.Timers.Cancel(timer);
        Assert.InRange(Scheduler.Switches - switches, 200, Second / Scheduler.Slice * 11 / 10);
    }

    [Fact]
    public void WhoIsWokenRunsAtOnceAmongAHundredWhoCompute()
    {
        long end = SystemClock.Uptime + (5 * Second);
        for (int i = 0; i < 100; i++)
        {
            Compute($"{i}", end);
        }

        long longest = 0;
        int wakes = 0;
        Run("shell", () =>
        {
            while (SystemClock.Uptime < end)
            {
                long deadline = SystemClock.Uptime + (50 * Millisecond);
                Scheduler.Block(deadline);
                longest = Math.Max(longest, SystemClock.Uptime - deadline);
                wakes++;
                Spend(100 * Microsecond);
            }
        });
        WaitForAll();

        // It waits for its first turn as long as all the others take for theirs, and after that for nobody.
        Assert.InRange(wakes, 80, 100);
        Assert.InRange(longest, 0, Millisecond);
    }

    [Fact]
    public void SleepIsNotSavedUp()
    {
        long start = SystemClock.Uptime;
        TestThread sleeper = Run("sleeper", () =>
        {
            Scheduler.Block(start + (10 * Second));
            Spend(Second);
        });
        TestThread other = Compute("other", start + (11 * Second));
        WaitForAll();
        Assert.InRange(sleeper.Runtime, Second - Millisecond, Second + Millisecond);
        Assert.InRange(other.Runtime, 10 * Second + (Second / 2) - (20 * Millisecond), 10 * Second + (Second / 2) + (20 * Millisecond));
    }

    [Fact]
    public void TimeInWhichAllWaitIsCounted()
    {
        long idle = Scheduler.IdleTime;
        Scheduler.Block(SystemClock.Uptime + Second);
        Assert.Equal(Second, Scheduler.IdleTime - idle);
    }

    /// <summary>The program of the running thread computes: it comes to the kernel when that has asked for it.</summary>
    private static void Spend(long nanoseconds)
    {
        const long Step = 20 * Microsecond;
        for (long spent = 0; spent < nanoseconds; spent += Step)
        {
            MachineClock.Stopped += (ulong)Step;
            if (MachineTimer.HasCome || UserWork.IsRequested)
            {
                UserWork.IsRequested = false;
                Scheduler.Work();
            }
        }
    }

    private static void After(long nanoseconds, Action action) =>
        Scheduler.Timers.Set(new TestTimer(action), SystemClock.Uptime + nanoseconds);

    private TestThread Run(string name, Action body)
    {
        _running++;
        TestThread thread = new(name, () =>
        {
            body();
            _running--;
            _done.Wake();
        });
        Scheduler.Start(thread);
        return thread;
    }

    private TestThread Compute(string name, long end, int nice = 0)
    {
        TestThread thread = Run(name, () =>
        {
            while (SystemClock.Uptime < end)
            {
                Spend(100 * Microsecond);
            }
        });
        thread.Nice = nice;
        return thread;
    }

    private void WaitForAll()
    {
        while (_running > 0)
        {
            _done.Wait();
        }

        // The last one is given back by whoever runs after it.
        Assert.Equal(1, Scheduler.RunnableCount);
    }
}
