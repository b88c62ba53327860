using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Timers and sleeping: nothing comes early, and the order is right.</summary>
internal static class TimerPart
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(20);

    public static async Task Run()
    {
        Stopwatch watch = Stopwatch.StartNew();
        Thread.Sleep(s_short);
        Output.Check("a sleep is not too short", watch.Elapsed >= s_short);
        watch.Restart();
        await Task.Delay(s_short);
        Output.Check("a delay is not too short", watch.Elapsed > s_short / 2);
        int count = 0;
        using (ManualResetEventSlim enough = new())
        using (new Timer(_ => { if (Interlocked.Increment(ref count) == 5) { enough.Set(); } }, null, 1, 2))
        {
            enough.Wait();
        }

        Output.Check("a timer ticks", count >= 5);
        using PeriodicTimer periodic = new(TimeSpan.FromMilliseconds(2));
        int periods = 0;
        while (periods < 5 && await periodic.WaitForNextTickAsync())
        {
            periods++;
        }

        Output.Show("periods", periods);
        int[] order = new int[3];
        int place = 0;
        await Task.WhenAll(new[] { 3, 1, 2 }.Select(async n =>
        {
            await Task.Delay(n * 150);
            order[Interlocked.Increment(ref place) - 1] = n;
        }));
        Output.Show("order", string.Join(' ', order));
        using CancellationTokenSource late = new(s_short);
        Output.Check("a cancellation comes by itself", late.Token.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
    }
}
