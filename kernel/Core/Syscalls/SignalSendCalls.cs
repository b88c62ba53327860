using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Sending signals. There is one process, so it can only send them to itself.</summary>
internal static class SignalSendCalls
{
    private const int EveryProcess = -1;
    private const int OwnGroup = 0;

    /// <summary>kill(2).</summary>
    [Syscall(62, "kill")]
    internal static Errno Kill(SyscallContext caller, int pid, Signal signal)
    {
        // The own process group has the number of the process. "Every process" leaves out the caller.
        bool isOwn = pid == OwnGroup || (pid != EveryProcess && (pid == caller.Process.Id || pid == -caller.Process.Id));
        return isOwn ? Send(caller, signal, SignalCode.SI_USER, toThread: false) : Errno.ESRCH;
    }

    /// <summary>tkill(2).</summary>
    [Syscall(200, "tkill")]
    internal static Errno KillThread(SyscallContext caller, int tid, Signal signal) =>
        tid <= 0 ? Errno.EINVAL
        : tid != caller.Thread.Id ? Errno.ESRCH
        : Send(caller, signal, SignalCode.SI_TKILL, toThread: true);

    /// <summary>tgkill(2).</summary>
    [Syscall(234, "tgkill")]
    internal static Errno KillThread(SyscallContext caller, int tgid, int tid, Signal signal) =>
        tgid <= 0 || tid <= 0 ? Errno.EINVAL
        : tgid != caller.Process.Id || tid != caller.Thread.Id ? Errno.ESRCH
        : Send(caller, signal, SignalCode.SI_TKILL, toThread: true);

    /// <summary>rt_sigqueueinfo(2).</summary>
    [Syscall(129, "rt_sigqueueinfo")]
    internal static Errno Queue(SyscallContext caller, int pid, Signal signal, UserRef<SignalInfo> info) =>
        !info.TryRead(out SignalInfo value) ? Errno.EFAULT
        : pid != caller.Process.Id ? NotOwn(value)
        : Send(caller, signal, value, toThread: false);

    /// <summary>rt_tgsigqueueinfo(2).</summary>
    [Syscall(297, "rt_tgsigqueueinfo")]
    internal static Errno Queue(SyscallContext caller, int tgid, int tid, Signal signal, UserRef<SignalInfo> info) =>
        !info.TryRead(out SignalInfo value) ? Errno.EFAULT
        : tgid <= 0 || tid <= 0 ? Errno.EINVAL
        : tid != caller.Thread.Id ? NotOwn(value)
        : tgid != caller.Process.Id ? Errno.ESRCH
        : Send(caller, signal, value, toThread: true);

    /// <summary>Only to itself may a process say that a signal came from the kernel or from kill(2).</summary>
    private static Errno NotOwn(in SignalInfo info) =>
        info.Code is >= SignalCode.SI_USER or SignalCode.SI_TKILL ? Errno.EPERM : Errno.ESRCH;

    private static Errno Send(SyscallContext caller, Signal signal, int code, bool toThread) =>
        Send(
            caller,
            signal,
            SignalInfo.FromProcess(signal, code, caller.Process.Id, (uint)caller.Files.RealCredentials.UserId),
            toThread);

    private static Errno Send(SyscallContext caller, Signal signal, SignalInfo info, bool toThread)
    {
        if (signal == Signal.None)
        {
            return Errno.None;
        }

        if (!SignalActions.IsSignal(signal))
        {
            return Errno.EINVAL;
        }

        info.Number = (int)signal;
        info.Unused = default;
        return caller.Signals.Send(info, toThread, caller.Process.Limits[Resource.SigPending].Current);
    }
}
