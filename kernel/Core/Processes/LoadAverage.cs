using System;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Processes;

/// <summary>
/// How many threads run, could run or wait uninterruptibly, as means over the last 1, 5 and 15 minutes in which the past counts
/// exponentially less: <c>kernel/sched/loadavg.c</c> in Linux.
/// </summary>
/// <param name="processes">Whose threads count.</param>
public sealed class LoadAverage(ProcessTable processes) : KernelTimer
{
    /// <summary>Bits behind the point.</summary>
    public const int Shift = 11;

    private const long One = 1 << Shift;

    /// <summary>Nanoseconds between two looks.</summary>
    private const long Interval = 5_000_000_000;

    private readonly long[] _averages = new long[3];

    /// <summary>Over 1, 5 and 15 minutes, with <see cref="Shift"/> bits behind the point.</summary>
    public ReadOnlySpan<long> Averages => _averages;

    /// <summary>How much of the past is left after an interval: e to the power of -5 s/1 min, -5 s/5 min, -5 s/15 min.</summary>
    private static ReadOnlySpan<long> Decay => [1884, 2014, 2037];

    /// <summary>Begins to count.</summary>
    public void Start() => Scheduler.Timers.Set(this, SystemClock.Uptime + Interval);

    /// <summary>Counts no more.</summary>
    public void Stop() => Scheduler.Timers.Cancel(this);

    protected internal override void Expire()
    {
        long active = processes.CountActive() * One;
        for (int i = 0; i < _averages.Length; i++)
        {
            // Rounded up while it rises, so that it arrives.
            long sum = (_averages[i] * Decay[i]) + (active * (One - Decay[i]));
            _averages[i] = (sum + (active >= _averages[i] ? One - 1 : 0)) >> Shift;
        }

        Start();
    }
}
