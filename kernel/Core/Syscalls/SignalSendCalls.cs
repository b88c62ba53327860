using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Sending signals.</summary>
internal static class SignalSendCalls
{
    /// <summary>kill(2).</summary>
    [Syscall(62, "kill")]
    internal static Errno Kill(Process process, int pid, Signal signal) =>
        IsValid(signal) ? new SignalSender(process).Send(pid, From(process, signal, SignalCode.SI_USER)) : Errno.EINVAL;

    /// <summary>tkill(2).</summary>
    [Syscall(200, "tkill")]
    internal static Errno KillThread(Process process, int tid, Signal signal) =>
        tid <= 0 ? Errno.EINVAL : Send(process, null, tid, signal, From(process, signal, SignalCode.SI_TKILL));

    /// <summary>tgkill(2).</summary>
    [Syscall(234, "tgkill")]
    internal static Errno KillThread(Process process, int tgid, int tid, Signal signal) =>
        tgid <= 0 || tid <= 0 ? Errno.EINVAL : Send(process, tgid, tid, signal, From(process, signal, SignalCode.SI_TKILL));

    /// <summary>rt_sigqueueinfo(2).</summary>
    [Syscall(129, "rt_sigqueueinfo")]
    internal static Errno Queue(Process process, int pid, Signal signal, UserRef<SignalInfo> info)
    {
        if (!info.TryRead(out SignalInfo value))
        {
            return Errno.EFAULT;
        }

        // Only to itself may a process say that a signal came from the kernel or from kill(2).
        return pid != process.Id && IsKernels(value) ? Errno.EPERM
            : process.Table.Get(pid) is not { } target ? Errno.ESRCH
            : !IsValid(signal) ? Errno.EINVAL
            : new SignalSender(process).Send(target, Named(value, signal));
    }

    /// <summary>rt_tgsigqueueinfo(2).</summary>
    [Syscall(297, "rt_tgsigqueueinfo")]
    internal static Errno Queue(SyscallContext caller, int tgid, int tid, Signal signal, UserRef<SignalInfo> info) =>
        !info.TryRead(out SignalInfo value) ? Errno.EFAULT
        : tgid <= 0 || tid <= 0 ? Errno.EINVAL
        : tid != caller.Thread.Id && IsKernels(value) ? Errno.EPERM
        : Send(caller.Process, tgid, tid, signal, Named(value, signal));

    private static bool IsValid(Signal signal) => signal == Signal.None || SignalActions.IsSignal(signal);

    private static bool IsKernels(in SignalInfo info) => info.Code is >= SignalCode.SI_USER or SignalCode.SI_TKILL;

    private static Errno Send(Process process, int? tgid, int tid, Signal signal, in SignalInfo info) =>
        process.Table.GetThread(tid) is not { } thread || (tgid is not null && tgid != thread.Process.Id) ? Errno.ESRCH
        : !IsValid(signal) ? Errno.EINVAL
        : new SignalSender(process).Send(thread, info);

    private static SignalInfo From(Process process, Signal signal, int code) =>
        SignalInfo.FromProcess(signal, code, process.Id, process.Files.RealCredentials.UserId);

    private static SignalInfo Named(SignalInfo info, Signal signal) => info with { Number = (int)signal, Unused = default };
}
