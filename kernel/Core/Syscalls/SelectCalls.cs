using System;
using System.Numerics;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for files of three sets, <c>select(2)</c>; core_sys_select and do_select in Linux's <c>fs/select.c</c>.</summary>
internal static class SelectCalls
{
    private const int BitsPerWord = 64;

    // What puts a file into each set; a descriptor that only names a file is ready for everything.
    private const PollEvents Readable = PollEvents.NVal | PollEvents.RdNorm | PollEvents.RdBand | PollEvents.In | PollEvents.Hup | PollEvents.Err;
    private const PollEvents Writable = PollEvents.NVal | PollEvents.WrBand | PollEvents.WrNorm | PollEvents.Out | PollEvents.Err;
    private const PollEvents Exceptional = PollEvents.NVal | PollEvents.Pri;

    /// <summary>select(2).</summary>
    [Syscall(23, "select")]
    internal static SyscallResult Select(
        SyscallContext caller, int count, ulong readAddress, ulong writeAddress, ulong exceptAddress, UserRef<Timeval> timeout)
    {
        Errno error = PollTimeout.TryRead(timeout, out PollTimeout limit);
        if (error != Errno.None)
        {
            return error;
        }

        SyscallResult result = Select(caller, count, new Sets(readAddress, writeAddress, exceptAddress), limit);
        limit.WriteRest(timeout);
        return result;
    }

    /// <summary>pselect6(2): the last argument points to the address and the size of a mask.</summary>
    [Syscall(270, "pselect6")]
    internal static SyscallResult Select(
        SyscallContext caller, int count, ulong readAddress, ulong writeAddress, ulong exceptAddress, UserRef<Timespec> timeout,
        UserRef<IoVector> signals)
    {
        IoVector mask = default;
        if (!signals.IsNull && !signals.TryRead(out mask))
        {
            return Errno.EFAULT;
        }

        Errno error = PollTimeout.TryRead(timeout, out PollTimeout limit);
        error = error == Errno.None ? PollMask.Begin(caller.Signals, new UserRef<SignalSet>(mask.Address), mask.Length) : error;
        if (error != Errno.None)
        {
            return error;
        }

        SyscallResult result = Select(caller, count, new Sets(readAddress, writeAddress, exceptAddress), limit);
        PollMask.End(caller.Signals, result);
        limit.WriteRest(timeout);
        return result;
    }

    private static SyscallResult Select(SyscallContext caller, int count, in Sets sets, PollTimeout timeout)
    {
        if (count < 0)
        {
            return Errno.EINVAL;
        }

        // Descriptors above all that the table has room for are left alone.
        count = Math.Min(count, caller.Files.Descriptors.Capacity);
        for (int first = 0; first < count; first += BitsPerWord)
        {
            if (!sets.TryRead(first, out _))
            {
                return Errno.EFAULT;
            }
        }

        while (true)
        {
            SyscallResult ready = Look(caller.Files.Descriptors, count, sets, store: false);
            if (ready.Value == 0 && caller.Signals.HasWork)
            {
                return RestartCode.UnlessHandled;
            }

            if (ready.Value != 0 || timeout.IsOver)
            {
                return ready.IsError ? ready : Look(caller.Files.Descriptors, count, sets, store: true);
            }

            timeout.Wait();
        }
    }

    /// <summary>Looks at all files once.</summary>
    /// <returns>How many bits are set in the results; EFAULT, EBADF.</returns>
    private static SyscallResult Look(FileTable descriptors, int count, in Sets sets, bool store)
    {
        int ready = 0;
        for (int first = 0; first < count; first += BitsPerWord)
        {
            if (!sets.TryRead(first, out Words wanted))
            {
                return Errno.EFAULT;
            }

            Errno error = Look(descriptors, first, count - first, wanted, out Words found);
            if (error != Errno.None)
            {
                return error;
            }

            ready += BitOperations.PopCount(found.Read) + BitOperations.PopCount(found.Write) + BitOperations.PopCount(found.Except);
            if (store && !sets.TryWrite(first, found))
            {
                return Errno.EFAULT;
            }
        }

        return ready;
    }

    private static Errno Look(FileTable descriptors, int first, int count, in Words wanted, out Words found)
    {
        found = default;
        ulong rest = wanted.Read | wanted.Write | wanted.Except;
        rest &= count < BitsPerWord ? (1UL << count) - 1 : ulong.MaxValue;
        for (; rest != 0; rest &= rest - 1)
        {
            int index = BitOperations.TrailingZeroCount(rest);
            if (descriptors.GetAny(first + index) is not { } file)
            {
                return Errno.EBADF;
            }

            PollEvents events = file.IsPathOnly ? PollEvents.NVal : file.Readiness;
            ulong bit = 1UL << index;
            found.Read |= (events & Readable) != 0 ? wanted.Read & bit : 0;
            found.Write |= (events & Writable) != 0 ? wanted.Write & bit : 0;
            found.Except |= (events & Exceptional) != 0 ? wanted.Except & bit : 0;
        }

        return Errno.None;
    }

    /// <summary>64 descriptors of each set.</summary>
    private struct Words
    {
        public ulong Read;
        public ulong Write;
        public ulong Except;
    }

    /// <summary>The program's three fd_set; any may be null.</summary>
    private readonly struct Sets(ulong read, ulong write, ulong except)
    {
        internal bool TryRead(int first, out Words words)
        {
            words = default;
            return TryRead(read, first, out words.Read) && TryRead(write, first, out words.Write)
                && TryRead(except, first, out words.Except);
        }

        internal bool TryWrite(int first, in Words words) =>
            TryWrite(read, first, words.Read) && TryWrite(write, first, words.Write) && TryWrite(except, first, words.Except);

        private static bool TryRead(ulong set, int first, out ulong word)
        {
            word = 0;
            return set == 0 || At(set, first).TryRead(out word);
        }

        private static bool TryWrite(ulong set, int first, ulong word) => set == 0 || At(set, first).TryWrite(word);

        private static UserRef<ulong> At(ulong set, int first) => new(set + (ulong)(first / BitsPerWord * sizeof(ulong)));
    }
}
