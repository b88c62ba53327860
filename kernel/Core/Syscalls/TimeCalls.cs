using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Clocks and sleep. The interval of all precise clocks is a nanosecond, that of the coarse ones Linux's tick.</summary>
internal static class TimeCalls
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMicrosecond = 1000;

    /// <summary>A tick of Linux with HZ=250, what CLOCK_*_COARSE advance by.</summary>
    private const long CoarseResolution = 4_000_000;

    /// <summary>gettimeofday(2).</summary>
    [Syscall(96, "gettimeofday")]
    internal static Errno GetTimeOfDay(SyscallContext caller, UserRef<Timeval> time, UserRef<Timezone> zone)
    {
        long now = SystemClock.Now;
        Timeval value = new()
        {
            Seconds = now / NanosecondsPerSecond,
            Microseconds = now % NanosecondsPerSecond / NanosecondsPerMicrosecond,
        };
        return (!time.IsNull && !time.TryWrite(value)) || (!zone.IsNull && !zone.TryWrite(default)) ? Errno.EFAULT : Errno.None;
    }

    /// <summary>time(2).</summary>
    [Syscall(201, "time")]
    internal static SyscallResult GetTime(SyscallContext caller, UserRef<long> time)
    {
        long seconds = SystemClock.Now / NanosecondsPerSecond;
        return !time.IsNull && !time.TryWrite(seconds) ? Errno.EFAULT : seconds;
    }

    /// <summary>clock_gettime(2).</summary>
    [Syscall(228, "clock_gettime", Missing = "CPU time clocks of other processes")]
    internal static SyscallResult GetClock(SyscallContext caller, ClockId clock, UserRef<Timespec> time)
    {
        // The two clocks that programs ask for all the time come first.
        long nanoseconds = clock == ClockId.Monotonic ? SystemClock.Uptime
            : clock == ClockId.Realtime ? SystemClock.Now
            : Read(caller, clock);
        if (nanoseconds < 0)
        {
            return Errno.EINVAL;
        }

        return time.TryWrite(ToTimespec(nanoseconds)) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>clock_getres(2).</summary>
    [Syscall(229, "clock_getres", Missing = "CPU time clocks of other processes")]
    internal static Errno GetResolution(SyscallContext caller, ClockId clock, UserRef<Timespec> resolution)
    {
        if (Read(caller, clock) < 0)
        {
            return Errno.EINVAL;
        }

        long nanoseconds = clock is ClockId.RealtimeCoarse or ClockId.MonotonicCoarse ? CoarseResolution : 1;
        return resolution.IsNull || resolution.TryWrite(ToTimespec(nanoseconds)) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>nanosleep(2).</summary>
    [Syscall(35, "nanosleep")]
    internal static Errno Sleep(SyscallContext caller, UserRef<Timespec> duration, UserRef<Timespec> rest) =>
        !duration.TryRead(out Timespec time) ? Errno.EFAULT
        : !IsValid(time) ? Errno.EINVAL
        : SleepUntil(AddSaturated(SystemClock.Uptime, time));

    /// <summary>clock_nanosleep(2).</summary>
    [Syscall(230, "clock_nanosleep")]
    internal static Errno Sleep(
        SyscallContext caller, ClockId clock, TimerFlags flags, UserRef<Timespec> time, UserRef<Timespec> rest)
    {
        switch (clock)
        {
            case ClockId.MonotonicRaw or ClockId.RealtimeCoarse or ClockId.MonotonicCoarse or ClockId.ThreadCpuTime:
                return clock == ClockId.ThreadCpuTime ? Errno.EINVAL : Errno.EOPNOTSUPP;
        }

        long now = Read(caller, clock);
        if (now < 0)
        {
            return Errno.EINVAL;
        }

        if (!time.TryRead(out Timespec value))
        {
            return Errno.EFAULT;
        }

        if (!IsValid(value))
        {
            return Errno.EINVAL;
        }

        long uptime = SystemClock.Uptime;
        return SleepUntil((flags & TimerFlags.AbsoluteTime) != 0
            ? AddSaturated(uptime - now, value)
            : AddSaturated(uptime, value));
    }

    private static Errno SleepUntil(long uptime) =>
        Scheduler.Block(uptime) == WaitEnd.Interrupted ? Errno.EINTR : Errno.None;

    /// <summary>
    /// The time of a clock in nanoseconds, -1 for a clock that is not there. A process's CPU time is the time since it began:
    /// nothing else runs.
    /// </summary>
    private static long Read(SyscallContext caller, ClockId clock) => clock switch
    {
        ClockId.Monotonic or ClockId.MonotonicRaw or ClockId.MonotonicCoarse or ClockId.BootTime or ClockId.BootTimeAlarm =>
            SystemClock.Uptime,
        ClockId.Realtime or ClockId.RealtimeCoarse or ClockId.RealtimeAlarm or ClockId.Tai => SystemClock.Now,
        ClockId.ProcessCpuTime or ClockId.ThreadCpuTime => caller.Process.Runtime,
        _ => -1,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Timespec ToTimespec(long nanoseconds)
    {
        // Without a sign the division is a multiplication.
        ulong seconds = (ulong)nanoseconds / NanosecondsPerSecond;
        return new Timespec
        {
            Seconds = (long)seconds,
            Nanoseconds = nanoseconds - ((long)seconds * NanosecondsPerSecond),
        };
    }

    private static bool IsValid(in Timespec time) => time.Seconds >= 0 && (ulong)time.Nanoseconds < NanosecondsPerSecond;

    /// <summary>The end of a sleep; one that is longer than the clock can count lasts for ever.</summary>
    private static long AddSaturated(long start, in Timespec time) =>
        time.Seconds >= long.MaxValue / NanosecondsPerSecond / 2
            ? long.MaxValue
            : start + (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds;
}
