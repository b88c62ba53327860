using System;
using System.Numerics;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>The three sets of files of <c>select(2)</c>, and which of them are ready (fd_set_bits in Linux).</summary>
/// <param name="count">Descriptors in each set, from 0.</param>
internal sealed class SelectSets(int count)
{
    private const int BitsPerWord = 64;

    // What puts a file into each set; a descriptor that only names a file is ready for everything.
    private const PollEvents Readable = PollEvents.NVal | PollEvents.RdNorm | PollEvents.RdBand | PollEvents.In | PollEvents.Hup | PollEvents.Err;
    private const PollEvents Writable = PollEvents.NVal | PollEvents.WrBand | PollEvents.WrNorm | PollEvents.Out | PollEvents.Err;
    private const PollEvents Exceptional = PollEvents.NVal | PollEvents.Pri;

    private readonly Words[] _wanted = new Words[(count + BitsPerWord - 1) / BitsPerWord];
    private readonly Words[] _found = new Words[(count + BitsPerWord - 1) / BitsPerWord];

    /// <summary>Copies the program's sets; a null address is an empty one.</summary>
    internal bool TryRead(ulong read, ulong write, ulong except)
    {
        for (int i = 0; i < _wanted.Length; i++)
        {
            ref Words words = ref _wanted[i];
            if (!TryRead(read, i, out words.Read) || !TryRead(write, i, out words.Write) || !TryRead(except, i, out words.Except))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes which files are ready in place of the program's sets.</summary>
    internal bool TryWrite(ulong read, ulong write, ulong except)
    {
        for (int i = 0; i < _found.Length; i++)
        {
            ref Words words = ref _found[i];
            if (!TryWrite(read, i, words.Read) || !TryWrite(write, i, words.Write) || !TryWrite(except, i, words.Except))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks at all files once.</summary>
    /// <param name="descriptors">The files.</param>
    /// <param name="waiter">Is to hear of them; null for nobody.</param>
    /// <param name="ready">How many bits are set in the results.</param>
    /// <returns>EBADF.</returns>
    internal Errno Look(FileTable descriptors, PollWaiter? waiter, out int ready)
    {
        ready = 0;
        for (int i = 0; i < _wanted.Length; i++)
        {
            _found[i] = default;
            Errno error = Look(descriptors, waiter, i * BitsPerWord, _wanted[i], ref _found[i]);
            if (error != Errno.None)
            {
                return error;
            }

            Words found = _found[i];
            ready += BitOperations.PopCount(found.Read) + BitOperations.PopCount(found.Write) + BitOperations.PopCount(found.Except);
        }

        return Errno.None;
    }

    private static bool TryRead(ulong set, int index, out ulong word)
    {
        word = 0;
        return set == 0 || UserMemory.TryRead(set + ((ulong)index * sizeof(ulong)), out word);
    }

    private static bool TryWrite(ulong set, int index, ulong word) =>
        set == 0 || UserMemory.TryWrite(set + ((ulong)index * sizeof(ulong)), word);

    private Errno Look(FileTable descriptors, PollWaiter? waiter, int first, in Words wanted, ref Words found)
    {
        ulong rest = wanted.Read | wanted.Write | wanted.Except;
        rest &= count - first < BitsPerWord ? (1UL << (count - first)) - 1 : ulong.MaxValue;
        for (; rest != 0; rest &= rest - 1)
        {
            int index = BitOperations.TrailingZeroCount(rest);
            if (descriptors.GetAny(first + index) is not { } file)
            {
                return Errno.EBADF;
            }

            ulong bit = 1UL << index;
            PollEvents events = file.IsPathOnly ? PollEvents.NVal : file.Readiness;
            found.Read |= (events & Readable) != 0 ? wanted.Read & bit : 0;
            found.Write |= (events & Writable) != 0 ? wanted.Write & bit : 0;
            found.Except |= (events & Exceptional) != 0 ? wanted.Except & bit : 0;
            if (!file.IsPathOnly)
            {
                waiter?.Add(file, Readable | Writable | Exceptional);
            }
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
}
