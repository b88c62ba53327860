using System;

namespace Lodestar.Core.Processes;

/// <summary>A deadline on a clock.</summary>
/// <param name="expire">What happens then, as part of whichever thread runs. May set the alarm again, may not wait.</param>
public abstract class ClockAlarm(Action expire)
{
    /// <summary>The clock, in nanoseconds.</summary>
    public abstract long Now { get; }

    /// <summary>Whether a deadline keeps its distance when the clock is set, as those do that were said as a time from then on.</summary>
    public bool IsRelative { get; set; }

    /// <summary>Whether the deadline is still to come.</summary>
    public abstract bool IsSet { get; }

    /// <summary>The deadline that was set last, in nanoseconds of the clock.</summary>
    public long Deadline { get; private set; }

    /// <summary>Sets a deadline in the place of the one before; one that has passed comes at once.</summary>
    public void Set(long deadline)
    {
        Deadline = deadline;
        Start();
    }

    /// <summary>Sets the first deadline of a series that is still to come, by that which has come last.</summary>
    /// <param name="interval">Nanoseconds from one to the next, more than 0.</param>
    public void SetNext(long interval) => Set(Deadline + (((long.Max(0, Now - Deadline) / interval) + 1) * interval));

    /// <summary>Takes the deadline back.</summary>
    public abstract void Cancel();

    /// <summary>Waits for <see cref="Deadline"/>.</summary>
    protected abstract void Start();

    /// <summary>The deadline has come.</summary>
    protected void Expire() => expire();
}
