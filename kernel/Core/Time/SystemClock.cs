using System;
using Lodestar.Machine;

namespace Lodestar.Core.Time;

/// <summary>The time of day and the time since the boot.</summary>
public static class SystemClock
{
    /// <summary>The last time of day that can be set, in nanoseconds since 1970: 30 years before the number ends, as in Linux.</summary>
    private const long Latest = long.MaxValue - (30L * 365 * 24 * 3600 * 1_000_000_000);

    /// <summary>The time of day at which <see cref="Uptime"/> was 0, as far as is known now; in nanoseconds since 1970.</summary>
    public static long StartOfBoot { get; private set; }

    /// <summary>Nanoseconds since the boot; never goes back.</summary>
    public static long Uptime => (long)MachineClock.Nanoseconds;

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public static long Now => StartOfBoot + Uptime;

    /// <summary>
    /// Sets the time of day. <see cref="Tasks.TimeOfDay"/> does it once there are timers.
    /// </summary>
    /// <param name="now">In nanoseconds since 1970; the boot may not have been before that.</param>
    /// <param name="step">By how much the time of day goes forward, in nanoseconds; back if it is less than 0.</param>
    /// <returns>False for a time that cannot be.</returns>
    public static bool TrySet(long now, out long step)
    {
        long uptime = Uptime;
        step = 0;
        if (now < uptime || now > Latest)
        {
            return false;
        }

        step = now - uptime - StartOfBoot;
        StartOfBoot += step;
        return true;
    }

    /// <summary>
    /// Takes the time of day from a clock that shows whole seconds. It is in the middle of one, for all that is known:
    /// so it is wrong by half a second at the most.
    /// </summary>
    /// <param name="time">UTC.</param>
    /// <returns>False for a time before 1970.</returns>
    public static bool TryStart(DateTime time)
    {
        const long HalfASecond = TimeSpan.TicksPerSecond / 2;
        long ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks < Latest / TimeSpan.NanosecondsPerTick
            && TrySet((ticks + HalfASecond) * TimeSpan.NanosecondsPerTick, out _);
    }
}
