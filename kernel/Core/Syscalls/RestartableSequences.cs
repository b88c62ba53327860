using System.Runtime.InteropServices;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>The registration of <c>rseq(2)</c>, in the order of checks of Linux's <c>kernel/rseq.c</c>.</summary>
internal static class RestartableSequences
{
    /// <summary>RSEQ_FLAG_UNREGISTER.</summary>
    private const int Unregister = 1;

    /// <summary>The first version's size and alignment, in bytes.</summary>
    private const uint OriginalSize = 32;

    /// <summary>What cpu_id says to a thread that has unregistered.</summary>
    private const int Uninitialized = -1;

    /// <summary>The first fields of struct rseq.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Head
    {
        /// <summary>cpu_id_start.</summary>
        public int StartCpu;

        /// <summary>cpu_id.</summary>
        public int Cpu;
    }

    internal static Errno Register(Thread thread, ulong address, uint length, int flags, uint signature)
    {
        if ((flags & Unregister) != 0)
        {
            return Remove(thread, address, length, flags, signature);
        }

        if (flags != 0)
        {
            return Errno.EINVAL;
        }

        if (thread.RestartableSequence != 0)
        {
            return thread.RestartableSequence != address || thread.RestartableSequenceLength != length ? Errno.EINVAL
                : thread.RestartableSequenceSignature != signature ? Errno.EPERM
                : Errno.EBUSY;
        }

        if (length != OriginalSize || address % OriginalSize != 0)
        {
            return Errno.EINVAL;
        }

        if (!UserMemory.IsUserRange(address, length) || !new UserRef<Head>(address).TryWrite(default))
        {
            return Errno.EFAULT;
        }

        thread.RestartableSequence = address;
        thread.RestartableSequenceLength = length;
        thread.RestartableSequenceSignature = signature;
        return Errno.None;
    }

    private static Errno Remove(Thread thread, ulong address, uint length, int flags, uint signature)
    {
        if (flags != Unregister || thread.RestartableSequence == 0 || thread.RestartableSequence != address
            || thread.RestartableSequenceLength != length)
        {
            return Errno.EINVAL;
        }

        if (thread.RestartableSequenceSignature != signature)
        {
            return Errno.EPERM;
        }

        if (!new UserRef<Head>(address).TryWrite(new Head { Cpu = Uninitialized }))
        {
            return Errno.EFAULT;
        }

        thread.RestartableSequence = 0;
        return Errno.None;
    }
}
