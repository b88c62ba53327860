using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for signals.</summary>
internal static class SignalWaitCalls
{
    /// <summary>pause(2).</summary>
    [Syscall(34, "pause")]
    internal static long Pause(ThreadSignals signals)
    {
        Wait(signals);
        return RestartCode.UnlessHandled;
    }

    /// <summary>sigsuspend(2).</summary>
    [Syscall(130, "rt_sigsuspend")]
    internal static SyscallResult Suspend(ThreadSignals signals, UserRef<SignalSet> mask, ulong setSize)
    {
        if (setSize != SignalSet.StructureSize)
        {
            return Errno.EINVAL;
        }

        if (!mask.TryRead(out SignalSet value))
        {
            return Errno.EFAULT;
        }

        signals.Suspend(value);
        Wait(signals);
        return RestartCode.UnlessHandled;
    }

    /// <summary>sigtimedwait(2).</summary>
    [Syscall(128, "rt_sigtimedwait")]
    internal static SyscallResult TimedWait(
        ThreadSignals signals, UserRef<SignalSet> set, UserRef<SignalInfo> info, UserRef<Timespec> timeout, ulong setSize)
    {
        if (setSize != SignalSet.StructureSize)
        {
            return Errno.EINVAL;
        }

        Timespec time = default;
        if (!set.TryRead(out SignalSet value) || (!timeout.IsNull && !timeout.TryRead(out time)))
        {
            return Errno.EFAULT;
        }

        if (!time.IsValid)
        {
            return Errno.EINVAL;
        }

        SignalSet wanted = value & ~SignalSet.Unblockable;
        if (!signals.TryTake(wanted, out SignalInfo taken))
        {
            long deadline = timeout.IsNull ? Scheduler.Never : SystemClock.Uptime + time.TotalNanoseconds;
            WaitEnd end = Wait(signals, wanted, deadline);
            if (!signals.TryTake(wanted, out taken))
            {
                return end == WaitEnd.TimedOut ? Errno.EAGAIN : Errno.EINTR;
            }
        }

        return info.IsNull || info.TryWrite(taken) ? taken.Number : Errno.EFAULT;
    }

    /// <summary>Waits once: what comes that is not wanted ends it, too. What is waited for is blocked as a rule.</summary>
    private static WaitEnd Wait(ThreadSignals signals, SignalSet wanted, long deadline)
    {
        if (deadline <= SystemClock.Uptime)
        {
            return WaitEnd.TimedOut;
        }

        signals.Await(wanted);
        WaitEnd end = Scheduler.Block(deadline);
        signals.EndAwaiting();
        return end;
    }

    private static void Wait(ThreadSignals signals)
    {
        while (!signals.HasWork)
        {
            Scheduler.Block();
        }
    }
}
