using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for children.</summary>
internal static class WaitCalls
{
    private const WaitOptions Kinds = WaitOptions.NoThread | WaitOptions.All | WaitOptions.Clone;

    /// <summary>wait4(2): the result is the child, or 0 with WNOHANG when nothing has happened.</summary>
    [Syscall(61, "wait4")]
    internal static SyscallResult Wait(
        Process process, int pid, UserRef<int> status, WaitOptions options, UserRef<ResourceUsage> usage)
    {
        const WaitOptions Known = WaitOptions.NoHang | WaitOptions.Untraced | WaitOptions.Continued | Kinds;
        if ((options & ~Known) != 0)
        {
            return Errno.EINVAL;
        }

        if (pid == int.MinValue)
        {
            return Errno.ESRCH;
        }

        WaitTarget target = pid == -1 ? WaitTarget.All : pid > 0 ? WaitTarget.Process : WaitTarget.Group;
        int id = pid == 0 ? process.Group.Id : int.Abs(pid);
        Errno error = new ChildWait(process, target, id, options | WaitOptions.Exited).TryWait(out ChildChange change);
        if (error != Errno.None)
        {
            return error == Errno.EINTR ? RestartCode.UnlessNotWanted : error;
        }

        return change.ProcessId == 0 ? 0
            : !status.IsNull && !status.TryWrite(change.WaitStatus) ? Errno.EFAULT
            : !usage.IsNull && !usage.TryWrite(change.TotalUsage.ToAbi()) ? Errno.EFAULT
            : change.ProcessId;
    }

    /// <summary>waitid(2).</summary>
    [Syscall(247, "waitid")]
    internal static SyscallResult Wait(
        Process process, WaitTarget target, int id, UserRef<SignalInfo> information, WaitOptions options, UserRef<ResourceUsage> usage)
    {
        SyscallResult result = Wait(process, target, id, options, usage, out SignalInfo value);

        // After an error too, as on Linux.
        return information.IsNull || information.TryWrite(value) ? result : Errno.EFAULT;
    }

    private static SyscallResult Wait(
        Process process, WaitTarget target, int id, WaitOptions options, UserRef<ResourceUsage> usage, out SignalInfo information)
    {
        const WaitOptions Wanted = WaitOptions.Exited | WaitOptions.Untraced | WaitOptions.Continued;
        information = default;
        if ((options & ~(Wanted | WaitOptions.NoHang | WaitOptions.NoWait | Kinds)) != 0 || (options & Wanted) == 0)
        {
            return Errno.EINVAL;
        }

        bool isValid = target switch
        {
            WaitTarget.All => true,
            WaitTarget.Process => id > 0,
            WaitTarget.Group => id >= 0,
            WaitTarget.Descriptor => id >= 0,
            _ => false,
        };
        if (!isValid)
        {
            return Errno.EINVAL;
        }

        int wanted = target == WaitTarget.Group && id == 0 ? process.Group.Id : id;
        bool mayWait = true;
        if (target == WaitTarget.Descriptor)
        {
            if (process.Files.Descriptors.Get(id) is not PidFile file)
            {
                return Errno.EBADF;
            }

            target = WaitTarget.Process;
            wanted = file.Id;
            mayWait = (file.Flags & OpenFlags.NonBlock) == 0 || (options & WaitOptions.NoHang) != 0;
        }

        Errno error = new ChildWait(process, target, wanted, mayWait ? options : options | WaitOptions.NoHang)
            .TryWait(out ChildChange change);
        if (error != Errno.None)
        {
            return error == Errno.EINTR ? RestartCode.UnlessNotWanted : error;
        }

        if (change.ProcessId == 0 && !mayWait)
        {
            return Errno.EAGAIN;
        }

        if (change.ProcessId != 0 && !usage.IsNull && !usage.TryWrite(change.TotalUsage.ToAbi()))
        {
            return Errno.EFAULT;
        }

        information = change.ProcessId == 0 ? default : change.ToInfo();
        return Errno.None;
    }
}
