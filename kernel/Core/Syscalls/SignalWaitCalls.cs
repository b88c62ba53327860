using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for signals.</summary>
internal static class SignalWaitCalls
{
    private const long NanosecondsPerSecond = 1_000_000_000;

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

        if (time.Seconds < 0 || (ulong)time.Nanoseconds >= NanosecondsPerSecond)
        {
            return Errno.EINVAL;
        }

        SignalSet wanted = value & ~SignalSet.Unblockable;
        long deadline = timeout.IsNull ? Scheduler.Never : SystemClock.Uptime + Duration(time);
        SignalInfo taken;
        while (!signals.TryTake(wanted, out taken))
        {
            // What is waited for is blocked as a rule, but ends this wait.
            signals.Await(wanted);
            WaitEnd end = Scheduler.Block(deadline);
            signals.EndAwaiting();
            if (end == WaitEnd.TimedOut)
            {
                return Errno.EAGAIN;
            }

            if (end == WaitEnd.Interrupted && !signals.TryTake(wanted, out taken))
            {
                return Errno.EINTR;
            }
            else if (end == WaitEnd.Interrupted)
            {
                break;
            }
        }

        return info.IsNull || info.TryWrite(taken) ? taken.Number : Errno.EFAULT;
    }

    private static void Wait(ThreadSignals signals)
    {
        while (!signals.HasWork)
        {
            Scheduler.Block();
        }
    }

    /// <summary>In nanoseconds; what is longer than a century is as good as for ever.</summary>
    private static long Duration(in Timespec time)
    {
        const long Century = 100L * 366 * 24 * 60 * 60;
        return (long.Min(time.Seconds, Century) * NanosecondsPerSecond) + time.Nanoseconds;
    }
}
