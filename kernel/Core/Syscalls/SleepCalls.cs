using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Sleep.</summary>
internal static class SleepCalls
{
    /// <summary>nanosleep(2).</summary>
    [Syscall(35, "nanosleep")]
    internal static SyscallResult Sleep(SyscallContext caller, UserRef<Timespec> duration, UserRef<Timespec> rest) =>
        !duration.TryRead(out Timespec time) ? Errno.EFAULT
        : !time.IsValid ? Errno.EINVAL
        : SleepUntil(caller.Signals, SystemClock.Uptime + time.TotalNanoseconds, rest);

    /// <summary>clock_nanosleep(2).</summary>
    [Syscall(230, "clock_nanosleep", Missing = "clocks that wake the machine up")]
    internal static SyscallResult Sleep(
        SyscallContext caller, ClockId clock, TimerFlags flags, UserRef<Timespec> duration, UserRef<Timespec> rest)
    {
        if (clock == ClockId.ThreadCpuTime)
        {
            return Errno.EOPNOTSUPP;
        }

        Errno error = Clocks.TryGetAlarm(caller.Thread, clock, out Func<Action, ClockAlarm> createAlarm);
        if (error != Errno.None)
        {
            return error;
        }

        if (!duration.TryRead(out Timespec time))
        {
            return Errno.EFAULT;
        }

        if (!time.IsValid || Clocks.IsOwnTime(caller.Thread, clock))
        {
            return Errno.EINVAL;
        }

        bool isAbsolute = (flags & TimerFlags.AbsoluteTime) != 0;
        if (IsCpuTime(clock))
        {
            return SleepUntil(caller.Signals, createAlarm, time.TotalNanoseconds, isAbsolute, rest);
        }

        if (!isAbsolute)
        {
            return SleepUntil(caller.Signals, SystemClock.Uptime + time.TotalNanoseconds, rest);
        }

        Deadline deadline = new(time.TotalNanoseconds, clock is ClockId.Realtime or ClockId.Tai);
        return Scheduler.Block(deadline) == WaitEnd.Interrupted ? RestartCode.UnlessHandled : Errno.None;
    }

    private static bool IsCpuTime(ClockId clock) => clock is < 0 or ClockId.ProcessCpuTime;

    private static SyscallResult SleepUntil(ThreadSignals signals, long deadline, UserRef<Timespec> rest) =>
        Scheduler.Block(deadline) == WaitEnd.Interrupted ? Interrupt(signals, deadline, rest) : Errno.None;

    private static SyscallResult Interrupt(ThreadSignals signals, long deadline, UserRef<Timespec> rest)
    {
        long left = deadline - SystemClock.Uptime;
        return left <= 0 ? Errno.None
            : !rest.IsNull && !rest.TryWrite(Timespec.FromNanoseconds(left)) ? Errno.EFAULT
            : signals.RestartBy(() => SleepUntil(signals, deadline, rest).Value);
    }

    /// <summary>Sleeps on a clock that stands still at times.</summary>
    private static SyscallResult SleepUntil(
        ThreadSignals signals, Func<Action, ClockAlarm> createAlarm, long time, bool isAbsolute, UserRef<Timespec> rest)
    {
        WaitQueue expired = new();
        ClockAlarm alarm = createAlarm(expired.Wake);
        alarm.Set(isAbsolute ? time : alarm.Now + time);
        WaitEnd end = WaitEnd.Woken;
        while (alarm.IsSet && end != WaitEnd.Interrupted)
        {
            end = expired.Wait();
        }

        alarm.Cancel();
        long deadline = alarm.Deadline;
        long left = deadline - alarm.Now;
        return left <= 0 ? Errno.None
            : isAbsolute ? RestartCode.UnlessHandled
            : !rest.IsNull && !rest.TryWrite(Timespec.FromNanoseconds(left)) ? Errno.EFAULT
            : signals.RestartBy(() => SleepUntil(signals, createAlarm, deadline, isAbsolute: true, rest).Value);
    }
}
