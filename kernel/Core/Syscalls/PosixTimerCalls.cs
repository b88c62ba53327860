using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The timers that a process makes, <c>timer_create(2)</c>.</summary>
internal static class PosixTimerCalls
{
    /// <summary>timer_create(2).</summary>
    [Syscall(222, "timer_create", Missing = "clocks that wake the machine up")]
    internal static Errno Create(SyscallContext caller, ClockId clock, UserRef<SignalEvent> notification, UserRef<int> id)
    {
        SignalEvent value = new() { Signal = Signal.SIGALRM };
        if (!notification.IsNull && !notification.TryRead(out value))
        {
            return Errno.EFAULT;
        }

        Errno error = Clocks.TryGetAlarm(caller.Thread, clock, out Func<Action, ClockAlarm> createAlarm);
        if (error != Errno.None)
        {
            return error;
        }

        Process process = caller.Process;
        Thread? thread = value.Notify == SignalEventKind.ThreadId ? process.Table.GetThread(value.ThreadId) : null;
        if (!IsValid(value) || (value.Notify == SignalEventKind.ThreadId && thread?.Process != process))
        {
            return Errno.EINVAL;
        }

        // A signal is charged for each timer as long as it is there.
        SignalAccounts accounts = process.Table.QueuedSignals;
        uint user = process.Files.RealCredentials.UserId;
        if ((ulong)accounts.CountOf(user) >= process.Limits[Resource.SigPending].Current)
        {
            return Errno.EAGAIN;
        }

        int number = process.Timers.AllocateId();
        if (!id.TryWrite(number))
        {
            return Errno.EFAULT;
        }

        value.Value = notification.IsNull ? (ulong)number : value.Value;
        accounts.Add(user);
        process.Timers.Add(new PosixTimer(process, number, value, thread?.Signals, createAlarm));
        return Errno.None;
    }

    /// <summary>timer_settime(2).</summary>
    [Syscall(223, "timer_settime")]
    internal static Errno Set(
        Process process, int id, TimerFlags flags, UserRef<TimerInterval> value, UserRef<TimerInterval> oldValue)
    {
        if (value.IsNull)
        {
            return Errno.EINVAL;
        }

        if (!value.TryRead(out TimerInterval wanted))
        {
            return Errno.EFAULT;
        }

        if (!wanted.Value.IsValid || !wanted.Interval.IsValid || process.Timers.Get(id) is not { } timer)
        {
            return Errno.EINVAL;
        }

        TimerInterval old = Describe(timer);
        timer.Set(
            wanted.Value.TotalNanoseconds, wanted.Interval.TotalNanoseconds, (flags & TimerFlags.AbsoluteTime) != 0);
        return oldValue.IsNull || oldValue.TryWrite(old) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>timer_gettime(2).</summary>
    [Syscall(224, "timer_gettime")]
    internal static Errno Get(Process process, int id, UserRef<TimerInterval> value) =>
        process.Timers.Get(id) is not { } timer ? Errno.EINVAL
        : value.TryWrite(Describe(timer)) ? Errno.None
        : Errno.EFAULT;

    /// <summary>timer_getoverrun(2).</summary>
    [Syscall(225, "timer_getoverrun")]
    internal static SyscallResult GetOverrun(Process process, int id) =>
        process.Timers.Get(id) is { } timer ? timer.LastOverrun : Errno.EINVAL;

    /// <summary>timer_delete(2).</summary>
    [Syscall(226, "timer_delete")]
    internal static Errno Delete(Process process, int id)
    {
        if (process.Timers.Get(id) is not { } timer)
        {
            return Errno.EINVAL;
        }

        process.Timers.Delete(timer);
        return Errno.None;
    }

    private static bool IsValid(in SignalEvent value) => value.Notify switch
    {
        SignalEventKind.None => true,
        SignalEventKind.Signal or SignalEventKind.Thread or SignalEventKind.ThreadId => SignalActions.IsSignal(value.Signal),
        _ => false,
    };

    private static TimerInterval Describe(PosixTimer timer) => new()
    {
        Value = Timespec.FromNanoseconds(timer.Rest),
        Interval = Timespec.FromNanoseconds(timer.Interval),
    };
}
