using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Syscalls.Tracing;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>What a thread tells the kernel about itself.</summary>
internal static class ThreadCalls
{
    /// <summary>Bytes of struct robust_list_head.</summary>
    private const ulong RobustListHeadSize = 24;

    /// <summary>gettid(2).</summary>
    [Syscall(186, "gettid")]
    internal static int GetTid(Thread thread) => thread.Id;

    /// <summary>set_tid_address(2).</summary>
    [Syscall(218, "set_tid_address")]
    internal static int SetTidAddress(Thread thread, ulong address)
    {
        thread.ClearChildId = address;
        return thread.Id;
    }

    /// <summary>set_robust_list(2).</summary>
    [Syscall(273, "set_robust_list")]
    internal static Errno SetRobustList(Thread thread, ulong headAddress, ulong length)
    {
        if (length != RobustListHeadSize)
        {
            return Errno.EINVAL;
        }

        thread.RobustList = headAddress;
        return Errno.None;
    }

    /// <summary>get_robust_list(2).</summary>
    [Syscall(274, "get_robust_list")]
    internal static Errno GetRobustList(Thread thread, int tid, UserRef<ulong> head, UserRef<ulong> length)
    {
        Thread? owner = tid == 0 ? thread : thread.Process.Table.GetThread(tid);
        return owner is null ? Errno.ESRCH
            : !thread.Process.MayInspect(owner.Process) ? Errno.EPERM
            : length.TryWrite(RobustListHeadSize) && head.TryWrite(owner.RobustList) ? Errno.None
            : Errno.EFAULT;
    }

    /// <summary>rseq(2).</summary>
    [Syscall(334, "rseq")]
    internal static Errno RegisterSequence(
        Thread thread, ulong address, [Trace(TraceFormat.Hex)] uint length, [Trace(TraceFormat.Hex)] int flags,
        [Trace(TraceFormat.Hex)] uint signature) =>
        RestartableSequences.Register(thread, address, length, flags, signature);

    /// <summary>arch_prctl(2): the FS and GS bases.</summary>
    [Syscall(158, "arch_prctl", Missing = "CPUID faulting, shadow stacks")]
    internal static Errno ArchPrctl(SyscallContext caller, ArchPrctlCode code, ulong address)
    {
        switch (code)
        {
            case ArchPrctlCode.SetFs or ArchPrctlCode.SetGs:
                if (address >= UserSpace.End)
                {
                    return Errno.EPERM;
                }

                if (code == ArchPrctlCode.SetFs)
                {
                    UserThreadPointers.FsBase = address;
                }
                else
                {
                    UserThreadPointers.GsBase = address;
                }

                return Errno.None;
            case ArchPrctlCode.GetFs:
                return new UserRef<ulong>(address).TryWrite(UserThreadPointers.FsBase) ? Errno.None : Errno.EFAULT;
            case ArchPrctlCode.GetGs:
                return new UserRef<ulong>(address).TryWrite(UserThreadPointers.GsBase) ? Errno.None : Errno.EFAULT;
            default:
                return code == ArchPrctlCode.SetCpuid ? Errno.ENODEV : Errno.EINVAL;
        }
    }

    /// <summary>getcpu(2); the third argument has no meaning any more.</summary>
    [Syscall(309, "getcpu")]
    internal static Errno GetCpu(SyscallContext caller, UserRef<uint> cpu, UserRef<uint> node, ulong cacheAddress) =>
        (cpu.IsNull || cpu.TryWrite(0)) && (node.IsNull || node.TryWrite(0)) ? Errno.None : Errno.EFAULT;
}
