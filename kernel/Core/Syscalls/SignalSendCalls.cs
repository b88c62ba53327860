using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Sending signals.</summary>
internal static class SignalSendCalls
{
    /// <summary>Senders' own codes that say where in siginfo_t there is something: SI_DETHREAD and up, and SI_ASYNCNL.</summary>
    private const int LowestKnownCode = -7;
    private const int AsyncNameLookup = -60;

    /// <summary>kill(2).</summary>
    [Syscall(62, "kill")]
    internal static Errno Kill(Process process, int pid, Signal signal) =>
        new SignalSender(process).Send(pid, From(process, signal, SignalCode.SI_USER));

    /// <summary>tkill(2).</summary>
    [Syscall(200, "tkill")]
    internal static Errno KillThread(Process process, int tid, Signal signal) =>
        tid <= 0 ? Errno.EINVAL : Send(process, null, tid, From(process, signal, SignalCode.SI_TKILL));

    /// <summary>tgkill(2).</summary>
    [Syscall(234, "tgkill")]
    internal static Errno KillThread(Process process, int tgid, int tid, Signal signal) =>
        tgid <= 0 || tid <= 0 ? Errno.EINVAL : Send(process, tgid, tid, From(process, signal, SignalCode.SI_TKILL));

    /// <summary>rt_sigqueueinfo(2).</summary>
    [Syscall(129, "rt_sigqueueinfo")]
    internal static Errno Queue(Thread thread, int pid, Signal signal, UserRef<SignalInfo> info)
    {
        Errno error = Read(info, out SignalInfo value);
        value.Number = (int)signal;
        return error != Errno.None ? error
            : pid != thread.Id && IsKernels(value) ? Errno.EPERM
            : pid <= 0 ? Errno.ESRCH
            : new SignalSender(thread.Process).Send(pid, value);
    }

    /// <summary>rt_tgsigqueueinfo(2).</summary>
    [Syscall(297, "rt_tgsigqueueinfo")]
    internal static Errno Queue(Thread thread, int tgid, int tid, Signal signal, UserRef<SignalInfo> info)
    {
        Errno error = Read(info, out SignalInfo value);
        value.Number = (int)signal;
        return error != Errno.None ? error
            : tgid <= 0 || tid <= 0 ? Errno.EINVAL
            : tid != thread.Id && IsKernels(value) ? Errno.EPERM
            : Send(thread.Process, tgid, tid, value);
    }

    /// <summary>Only to itself may a thread say that a signal came from the kernel or from kill(2).</summary>
    internal static bool IsKernels(in SignalInfo info) => info.Code is >= SignalCode.SI_USER or SignalCode.SI_TKILL;

    private static Errno Send(Process process, int? tgid, int tid, in SignalInfo info) =>
        process.Table.GetThread(tid) is not { } thread || (tgid is not null && tgid != thread.Process.Id)
            ? Errno.ESRCH
            : new SignalSender(process).Send(thread, info);

    private static SignalInfo From(Process process, Signal signal, int code) =>
        SignalInfo.FromProcess(signal, code, process.Id, process.Files.RealCredentials.UserId);

    /// <summary>Reads what a sender has to say.</summary>
    /// <returns>EFAULT; E2BIG for more than is kept, where the code is none that is known to say less.</returns>
    internal static Errno Read(UserRef<SignalInfo> info, out SignalInfo value)
    {
        if (!info.TryRead(out value))
        {
            return Errno.EFAULT;
        }

        bool isKnown = value.Code is >= LowestKnownCode or AsyncNameLookup;
        foreach (ulong word in (ReadOnlySpan<ulong>)value.Unused)
        {
            if (word != 0 && !isKnown)
            {
                return Errno.E2BIG;
            }
        }

        value.Unused = default;
        return Errno.None;
    }
}
