using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Events;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Timers as files, <c>timerfd_create(2)</c>; Linux's <c>fs/timerfd.c</c>.</summary>
internal static class TimerFileCalls
{
    /// <summary>timerfd_create.</summary>
    [Syscall(283, "timerfd_create")]
    internal static SyscallResult Create(FileContext files, ClockId clock, TimerFileFlags flags)
    {
        if ((flags & ~(TimerFileFlags.NonBlock | TimerFileFlags.CloExec)) != 0
            || clock is not (ClockId.Realtime or ClockId.Monotonic or ClockId.BootTime or ClockId.RealtimeAlarm or ClockId.BootTimeAlarm))
        {
            return Errno.EINVAL;
        }

        if (IsAlarm(clock) && !files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        return NewDescriptor.Add(files, new TimerFile(clock, (OpenFlags)flags), (OpenFlags)flags);
    }

    /// <summary>timerfd_settime.</summary>
    [Syscall(286, "timerfd_settime")]
    internal static Errno Set(
        FileContext files, int fd, TimerFileFlags flags, UserRef<TimerInterval> setting, UserRef<TimerInterval> old)
    {
        if (!setting.TryRead(out TimerInterval value))
        {
            return Errno.EFAULT;
        }

        if ((flags & ~(TimerFileFlags.AbsoluteTime | TimerFileFlags.CancelOnSet)) != 0 || !value.Value.IsValid || !value.Interval.IsValid)
        {
            return Errno.EINVAL;
        }

        Errno error = Find(files, fd, out TimerFile? timer);
        if (error != Errno.None)
        {
            return error;
        }

        if (IsAlarm(timer!.Clock) && !files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        TimerInterval before = SettingOf(timer);
        long? deadline = DeadlineOf(value.Value, timer.Clock, (flags & TimerFileFlags.AbsoluteTime) != 0);
        error = timer.Set(deadline, value.Interval.TotalNanoseconds, flags);
        return error != Errno.None ? error : old.IsNull || old.TryWrite(before) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>timerfd_gettime.</summary>
    [Syscall(287, "timerfd_gettime")]
    internal static Errno Get(FileContext files, int fd, UserRef<TimerInterval> setting)
    {
        Errno error = Find(files, fd, out TimerFile? timer);
        return error != Errno.None ? error : setting.TryWrite(SettingOf(timer!)) ? Errno.None : Errno.EFAULT;
    }

    private static Errno Find(FileContext files, int fd, out TimerFile? timer)
    {
        OpenFile? file = files.Descriptors.Get(fd);
        timer = file as TimerFile;
        return file is null ? Errno.EBADF : timer is null ? Errno.EINVAL : Errno.None;
    }

    private static TimerInterval SettingOf(TimerFile timer)
    {
        (long remaining, long interval) = timer.Get();
        return new TimerInterval { Value = Timespec.FromNanoseconds(remaining), Interval = Timespec.FromNanoseconds(interval) };
    }

    private static bool IsAlarm(ClockId clock) => clock is ClockId.RealtimeAlarm or ClockId.BootTimeAlarm;

    /// <summary>The uptime that a program means; null for zeros, which stop the timer.</summary>
    private static long? DeadlineOf(in Timespec time, ClockId clock, bool isAbsolute)
    {
        long duration = time.TotalNanoseconds;
        long uptime = SystemClock.Uptime;
        long start = clock is ClockId.Realtime or ClockId.RealtimeAlarm ? SystemClock.StartOfBoot : 0;
        return duration == 0 ? null : long.Max(duration + (isAbsolute ? -start : uptime), 0);
    }
}
