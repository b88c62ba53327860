using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>What goes together in <c>clone(2)</c>: copy_process in Linux's <c>kernel/fork.c</c>.</summary>
internal static class CloneRules
{
    private const CloneFlags Namespaces = CloneFlags.NewNs | CloneFlags.NewCGroup | CloneFlags.NewUts | CloneFlags.NewIpc
        | CloneFlags.NewUser | CloneFlags.NewPid | CloneFlags.NewNet;

    /// <summary>Whether there can be such a child.</summary>
    /// <returns>None, EINVAL, EPERM.</returns>
    internal static Errno Check(Process caller, in CloneArguments arguments)
    {
        CloneFlags flags = (CloneFlags)arguments.Flags;
        if ((flags & Namespaces) != 0)
        {
            Unsupported.Report("clone", "flags", (ulong)(flags & Namespaces));
            return Errno.EINVAL;
        }

        bool isThread = (flags & CloneFlags.Thread) != 0;
        const CloneFlags OfProcess = CloneFlags.Fs | CloneFlags.Files;
        if (isThread && (flags & OfProcess) != OfProcess)
        {
            Unsupported.Report("clone", "a thread with files of its own", (ulong)flags);
            return Errno.EINVAL;
        }

        if ((flags & CloneFlags.PidFd) != 0
            && ((flags & CloneFlags.Detached) != 0
                || ((flags & CloneFlags.ParentSetTid) != 0 && arguments.PidFd == arguments.ParentId)))
        {
            return Errno.EINVAL;
        }

        bool sharesHandlers = (flags & CloneFlags.SigHand) != 0;
        return (isThread && !sharesHandlers) || (sharesHandlers && (flags & CloneFlags.Vm) == 0)
            || ((flags & CloneFlags.Parent) != 0 && caller.Parent is null) ? Errno.EINVAL
            : (flags & CloneFlags.SetTls) != 0 && arguments.ThreadPointer >= UserSpace.End ? Errno.EPERM
            : Errno.None;
    }
}
