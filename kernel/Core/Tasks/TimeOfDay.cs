using Lodestar.Core.Time;

namespace Lodestar.Core.Tasks;

/// <summary>Sets the time of day, and tells those who wait for one.</summary>
public static class TimeOfDay
{
    /// <summary>Who wants to hear that it was set. Called as part of whichever thread sets it.</summary>
    public static WaitQueue Changed { get; } = new();

    /// <summary>Sets it. Timers that wait for a time of day come when that is, or at once if it has passed.</summary>
    /// <param name="now">In nanoseconds since 1970.</param>
    /// <returns>False for a time that <see cref="SystemClock.TrySet"/> refuses.</returns>
    public static bool TrySet(long now)
    {
        if (!SystemClock.TrySet(now, out long step))
        {
            return false;
        }

        Scheduler.MoveTimeOfDay(step);
        Changed.Wake();
        return true;
    }
}
