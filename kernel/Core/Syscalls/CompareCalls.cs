using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>What two processes share, <c>kcmp(2)</c>.</summary>
internal static class CompareCalls
{
    /// <summary>Two things are not the same, and there is no order between them.</summary>
    private const int Different = 3;

    /// <summary>kcmp(2): 0 for the same, 3 for others.</summary>
    [Syscall(312, "kcmp", Missing = "an order, targets of epoll")]
    internal static SyscallResult Compare(Process process, int pid1, int pid2, KernelObjectType type, uint index1, uint index2)
    {
        if (process.Table.GetThread(pid1)?.Process is not { } first || process.Table.GetThread(pid2)?.Process is not { } second)
        {
            return Errno.ESRCH;
        }

        if (!process.MayInspect(first) || !process.MayInspect(second))
        {
            return Errno.EPERM;
        }

        switch (type)
        {
            case KernelObjectType.File:
                OpenFile? file = first.Files.Descriptors.GetAny((int)index1);
                OpenFile? other = second.Files.Descriptors.GetAny((int)index2);
                return file is null || other is null ? Errno.EBADF : ResultOf(file == other);
            case KernelObjectType.Memory:
                return ResultOf(first.HasProgram ? second.HasProgram && first.Memory == second.Memory : !second.HasProgram);
            case KernelObjectType.Files:
                return ResultOf(first.Files.Descriptors == second.Files.Descriptors);
            case KernelObjectType.Directories:
                return ResultOf(first.Files.SharesDirectories(second.Files));
            case KernelObjectType.SignalActions:
                return ResultOf(first.Signals.Actions == second.Signals.Actions);
            case KernelObjectType.EpollTarget:
                Unsupported.Report("kcmp", "targets of epoll", index1);
                return Errno.EOPNOTSUPP;
            default:
                // Nobody has semaphores or a queue of transfers.
                return type is KernelObjectType.Io or KernelObjectType.Semaphores ? 0 : Errno.EINVAL;
        }
    }

    private static int ResultOf(bool isSame) => isSame ? 0 : Different;
}
