using System.Runtime.InteropServices;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// <c>rseq(2)</c>: a thread that loses the CPU or gets a signal inside of a restartable sequence goes on at the sequence's abort
/// handler. The checks, and their order, are those of Linux's <c>kernel/rseq.c</c>.
/// </summary>
internal static class RestartableSequences
{
    /// <summary>RSEQ_FLAG_UNREGISTER.</summary>
    private const int Unregister = 1;

    /// <summary>The first version's size and alignment, in bytes.</summary>
    private const uint OriginalSize = 32;

    /// <summary>What cpu_id says to a thread that has unregistered.</summary>
    private const int Uninitialized = -1;

    private const ulong SequenceOffset = 8;
    private const ulong FlagsOffset = 16;

    /// <summary>The first fields of struct rseq.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Head
    {
        /// <summary>cpu_id_start.</summary>
        public int StartCpu;

        /// <summary>cpu_id.</summary>
        public int Cpu;
    }

    /// <summary>The fields of struct rseq behind its flags.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Tail
    {
        /// <summary>node_id.</summary>
        public uint Node;

        /// <summary>mm_cid: a number for each processor that runs threads of the program at the same time.</summary>
        public uint ConcurrencyId;
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

        if (length < OriginalSize || address % OriginalSize != 0)
        {
            return Errno.EINVAL;
        }

        if (!UserMemory.IsUserRange(address, length) || !TryWrite(address, default))
        {
            return Errno.EFAULT;
        }

        thread.RestartableSequence = address;
        thread.RestartableSequenceLength = length;
        thread.RestartableSequenceSignature = signature;
        return Errno.None;
    }

    /// <summary>
    /// Takes a thread out of the sequence that it is in, if it is in one. The processor's number in its memory stays: there is one.
    /// </summary>
    /// <returns>False if what it says about its sequence is wrong: then it has earned SIGSEGV.</returns>
    internal static bool TryLeave(Thread thread, UserRegisters registers)
    {
        ulong address = thread.RestartableSequence;
        if (address == 0)
        {
            return true;
        }

        if (!UserMemory.TryRead(address + SequenceOffset, out ulong sequenceAddress))
        {
            return false;
        }

        if (sequenceAddress == 0)
        {
            return true;
        }

        if (!TryRead(thread, sequenceAddress, out RestartableSequence sequence))
        {
            return false;
        }

        bool isInside = sequence.Contains(registers.Rip);
        if (isInside && (sequence.Flags != 0 || !UserMemory.TryRead(address + FlagsOffset, out uint flags) || flags != 0))
        {
            return false;
        }

        if (!UserMemory.TryWrite(address + SequenceOffset, 0UL))
        {
            return false;
        }

        if (isInside)
        {
            registers.Rip = sequence.AbortHandler;
        }

        return true;
    }

    private static bool TryRead(Thread thread, ulong address, out RestartableSequence sequence) =>
        UserMemory.TryRead(address, out sequence)
        && sequence.Version == 0
        && UserMemory.IsUserRange(sequence.Start, sequence.Length)
        && sequence.AbortHandler < UserSpace.End
        && !sequence.Contains(sequence.AbortHandler)
        && UserMemory.TryRead(sequence.AbortHandler - sizeof(uint), out uint signature)
        && signature == thread.RestartableSequenceSignature;

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

        if (!TryWrite(address, new Head { Cpu = Uninitialized }))
        {
            return Errno.EFAULT;
        }

        thread.RestartableSequence = 0;
        return Errno.None;
    }

    /// <summary>Writes all but the program's own fields.</summary>
    private static bool TryWrite(ulong address, in Head head) =>
        new UserRef<Head>(address).TryWrite(head) && new UserRef<Tail>(address + FlagsOffset + sizeof(uint)).TryWrite(default);
}
