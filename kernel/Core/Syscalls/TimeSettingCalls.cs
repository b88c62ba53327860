using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Setting the time of day, which the superuser may.</summary>
internal static class TimeSettingCalls
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long SecondsPerMinute = 60;

    /// <summary>No place is farther from Greenwich, in minutes.</summary>
    private const int FarthestZone = 15 * 60;

    private static bool s_hasZone;

    /// <summary>The time zone that was set, which the kernel only keeps.</summary>
    internal static Timezone Zone { get; private set; }

    /// <summary>clock_settime(2).</summary>
    [Syscall(227, "clock_settime")]
    internal static Errno SetClock(FileContext caller, ClockId clock, UserRef<Timespec> time) =>
        clock != ClockId.Realtime ? Errno.EINVAL
        : !time.TryRead(out Timespec value) ? Errno.EFAULT
        : !value.IsValid ? Errno.EINVAL
        : !caller.Credentials.IsSuperuser ? Errno.EPERM
        : TrySet(value.Seconds, value.Nanoseconds);

    /// <summary>settimeofday(2).</summary>
    [Syscall(164, "settimeofday")]
    internal static Errno SetTimeOfDay(FileContext caller, UserRef<Timeval> time, UserRef<Timezone> zone)
    {
        Timeval value = default;
        Timezone place = default;
        if (!time.IsNull && !time.TryRead(out value))
        {
            return Errno.EFAULT;
        }

        if (!value.IsValid)
        {
            return Errno.EINVAL;
        }

        if (!zone.IsNull && !zone.TryRead(out place))
        {
            return Errno.EFAULT;
        }

        if (!caller.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        Errno error = zone.IsNull ? Errno.None : SetZone(place, isAlone: time.IsNull);
        const long NanosecondsPerMicrosecond = 1000;
        return error != Errno.None || time.IsNull ? error : TrySet(value.Seconds, value.Microseconds * NanosecondsPerMicrosecond);
    }

    /// <summary>Sets the time of day by two valid parts of it.</summary>
    private static Errno TrySet(long seconds, long nanoseconds) =>
        seconds < long.MaxValue / NanosecondsPerSecond && TimeOfDay.TrySet((seconds * NanosecondsPerSecond) + nanoseconds)
            ? Errno.None
            : Errno.EINVAL;

    /// <summary>
    /// Keeps the zone. The first one that comes without a time means that the battery's clock has shown local time, and so does the
    /// time of day that was taken from it (timekeeping_warp_clock in Linux).
    /// </summary>
    private static Errno SetZone(in Timezone zone, bool isAlone)
    {
        if (zone.MinutesWest is < -FarthestZone or > FarthestZone)
        {
            return Errno.EINVAL;
        }

        bool isFirst = !s_hasZone;
        s_hasZone = true;
        Zone = zone;
        if (isFirst && isAlone && zone.MinutesWest != 0)
        {
            TimeOfDay.TrySet(SystemClock.Now + (zone.MinutesWest * SecondsPerMinute * NanosecondsPerSecond));
        }

        return Errno.None;
    }
}
