using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <summary>A timer of <c>setitimer(2)</c>, which sends its process a signal.</summary>
public sealed class IntervalTimer
{
    private const long NanosecondsPerMicrosecond = 1000;

    private readonly Process _process;
    private readonly Signal _signal;
    private readonly bool _waitsForDelivery;
    private readonly ClockAlarm _alarm;

    /// <param name="process">The process.</param>
    /// <param name="signal">What it gets.</param>
    /// <param name="waitsForDelivery">
    /// Whether the next interval begins only when the signal is delivered: an interval that is shorter than the delivery takes
    /// would leave time for nothing else.
    /// </param>
    /// <param name="createAlarm">Makes the alarm, given what happens at the deadline.</param>
    internal IntervalTimer(Process process, Signal signal, bool waitsForDelivery, Func<Action, ClockAlarm> createAlarm)
    {
        _process = process;
        _signal = signal;
        _waitsForDelivery = waitsForDelivery;
        _alarm = createAlarm(Expire);
    }

    /// <summary>Nanoseconds from one signal to the next; 0 if there is only one.</summary>
    public long Interval { get; private set; }

    /// <summary>Nanoseconds until the next signal, not less than a program can see; 0 if none comes.</summary>
    public long Rest => _alarm.IsSet ? long.Max(_alarm.Deadline - _alarm.Now, NanosecondsPerMicrosecond) : 0;

    /// <summary>Sets the timer.</summary>
    /// <param name="duration">Nanoseconds until the first signal; 0 for none.</param>
    /// <param name="interval">Nanoseconds from one to the next; 0 for no other.</param>
    public void Set(long duration, long interval)
    {
        _alarm.Cancel();
        Interval = duration == 0 ? 0 : interval;
        if (duration != 0)
        {
            _alarm.Set(_alarm.Now + duration);
        }
    }

    /// <summary>The signal is delivered.</summary>
    internal void Rearm()
    {
        if (Interval != 0 && !_alarm.IsSet)
        {
            _alarm.SetNext(Interval);
        }
    }

    private void Expire()
    {
        _process.Receive(SignalInfo.FromKernel(_signal));
        if (Interval != 0 && !_waitsForDelivery)
        {
            _alarm.Set(_alarm.Deadline + Interval);
        }
    }
}
