using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Clocks. The interval of all precise clocks is a nanosecond, that of the others Linux's tick.</summary>
internal static class TimeCalls
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>gettimeofday(2).</summary>
    [Syscall(96, "gettimeofday")]
    internal static Errno GetTimeOfDay(SyscallContext caller, UserRef<Timeval> time, UserRef<Timezone> zone) =>
        (!time.IsNull && !time.TryWrite(Timeval.FromNanoseconds(SystemClock.Now))) || (!zone.IsNull && !zone.TryWrite(TimeSettingCalls.Zone))
            ? Errno.EFAULT
            : Errno.None;

    /// <summary>time(2).</summary>
    [Syscall(201, "time")]
    internal static SyscallResult GetTime(SyscallContext caller, UserRef<long> time)
    {
        long seconds = SystemClock.Now / NanosecondsPerSecond;
        return !time.IsNull && !time.TryWrite(seconds) ? Errno.EFAULT : seconds;
    }

    /// <summary>clock_gettime(2).</summary>
    [Syscall(228, "clock_gettime")]
    internal static SyscallResult GetClock(SyscallContext caller, ClockId clock, UserRef<Timespec> time)
    {
        // The two clocks that programs ask for all the time come first.
        long nanoseconds = clock == ClockId.Monotonic ? SystemClock.Uptime
            : clock == ClockId.Realtime ? SystemClock.Now
            : Clocks.Read(caller.Thread, clock);
        if (nanoseconds < 0)
        {
            return Errno.EINVAL;
        }

        return time.TryWrite(Timespec.FromNanoseconds(nanoseconds)) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>clock_getres(2).</summary>
    [Syscall(229, "clock_getres")]
    internal static Errno GetResolution(SyscallContext caller, ClockId clock, UserRef<Timespec> resolution) =>
        Clocks.Read(caller.Thread, clock) < 0 ? Errno.EINVAL
        : resolution.IsNull || resolution.TryWrite(Timespec.FromNanoseconds(Clocks.ResolutionOf(clock))) ? Errno.None
        : Errno.EFAULT;
}
