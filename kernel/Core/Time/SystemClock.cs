using System;
using Lodestar.Machine;

namespace Lodestar.Core.Time;

/// <summary>The time of day and the time since the boot.</summary>
public static class SystemClock
{
    private static long s_startOfBoot;

    /// <summary>Nanoseconds since the boot; never goes back.</summary>
    public static long Uptime => (long)MachineClock.Nanoseconds;

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public static long Now => s_startOfBoot + Uptime;

    /// <summary>Takes the time of day from the machine's clock; false if it has none, and the boot was in 1970.</summary>
    public static bool TryStart()
    {
        if (MachineClock.ReadRealTime() is not { } time)
        {
            return false;
        }

        s_startOfBoot = ((time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick) - Uptime;
        return true;
    }
}
