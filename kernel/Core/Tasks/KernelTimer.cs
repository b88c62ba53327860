namespace Lodestar.Core.Tasks;

/// <summary>Something that is to happen at a time; see <see cref="TimerQueue"/>.</summary>
public abstract class KernelTimer
{
    /// <summary>Where it is in its queue; -1 when it is in none.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>When, in nanoseconds of <see cref="Time.SystemClock.Uptime"/>.</summary>
    public long Deadline { get; internal set; }

    /// <summary>Whether it waits for a time of day: then <see cref="Deadline"/> moves when that is set. Not changed while the timer is set.</summary>
    public bool FollowsTimeOfDay { get; set; }

    /// <summary>Whether it is going to happen.</summary>
    public bool IsSet => Index >= 0;

    /// <summary>The time has come. Runs as part of whichever thread runs; it may not wait. The timer can be set again.</summary>
    protected internal abstract void Expire();
}
