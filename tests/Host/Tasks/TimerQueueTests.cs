using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.Core.Tasks;
using Xunit;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>What happens at which time.</summary>
public sealed class TimerQueueTests
{
    [Fact]
    public void WhatIsDueHappensInOrder()
    {
        TimerQueue queue = new();
        List<int> happened = [];
        foreach (int deadline in (int[])[30, 10, 40, 20])
        {
            queue.Set(new TestTimer(() => happened.Add(deadline)), deadline);
        }

        Assert.Equal(10, queue.First);
        queue.Run(9);
        Assert.Empty(happened);
        queue.Run(30);
        Assert.Equal([10, 20, 30], happened);
        Assert.Equal(40, queue.First);
    }

    [Fact]
    public void WhatIsTakenBackDoesNotHappen()
    {
        TimerQueue queue = new();
        bool happened = false;
        TestTimer timer = new(() => happened = true);
        queue.Cancel(timer);
        queue.Set(timer, 10);
        Assert.True(timer.IsSet);
        queue.Cancel(timer);
        Assert.False(timer.IsSet);
        queue.Run(100);
        Assert.False(happened);
        Assert.Equal(Scheduler.Never, queue.First);
    }

    [Fact]
    public void ATimerIsSetOnceAndCanBeSetAgainWhenItHappens()
    {
        TimerQueue queue = new();
        int count = 0;
        TestTimer timer = null!;
        timer = new TestTimer(() =>
        {
            Assert.False(timer.IsSet);
            if (++count < 3)
            {
                queue.Set(timer, 100 * (count + 1));
            }
        });
        queue.Set(timer, 500);
        queue.Set(timer, 100);
        queue.Run(199);
        Assert.Equal(1, count);
        queue.Run(1000);
        Assert.Equal(3, count);
        Assert.False(timer.IsSet);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomTimersHappenInOrder(int seed)
    {
        Random random = new(seed);
        TimerQueue queue = new();
        Dictionary<TestTimer, long> model = [];
        List<long> happened = [];
        TestTimer[] timers = new TestTimer[200];
        for (int i = 0; i < timers.Length; i++)
        {
            int own = i;
            timers[i] = new TestTimer(() =>
            {
                Assert.True(model.Remove(timers[own], out long deadline));
                happened.Add(deadline);
            });
        }

        long now = 0;
        for (int i = 0; i < 5000; i++)
        {
            TestTimer timer = timers[random.Next(timers.Length)];
            switch (random.Next(4))
            {
                case 0:
                    queue.Cancel(timer);
                    model.Remove(timer);
                    break;
                case 1:
                    now += random.Next(20);
                    happened.Clear();
                    queue.Run(now);
                    Assert.Equal(happened.Order(), happened);
                    Assert.DoesNotContain(model.Values, deadline => deadline <= now);
                    break;
                default:
                    long chosen = now + random.Next(300);
                    queue.Set(timer, chosen);
                    model[timer] = chosen;
                    break;
            }

            Assert.Equal(model.Count == 0 ? Scheduler.Never : model.Values.Min(), queue.First);
        }
    }
}
