using System;
using System.Numerics;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>The descriptors of a process: numbers, the open files behind them, and which of them execve closes.</summary>
/// <remarks>Whoever shares a table (CLONE_FILES) takes turns: the table has no lock of its own.</remarks>
public sealed partial class FileTable
{
    /// <summary>Descriptors that a process may have if nobody says otherwise: the soft RLIMIT_NOFILE that Linux starts with.</summary>
    public const int DefaultLimit = 1024;

    /// <summary>The most that the limit may be: <c>/proc/sys/fs/nr_open</c> in <c>proc_sys_fs(5)</c>.</summary>
    public const int LargestLimit = 1024 * 1024;

    private const int BitsPerWord = 64;

    private OpenFile?[] _files = new OpenFile?[BitsPerWord];

    /// <summary>One bit a descriptor: taken.</summary>
    private ulong[] _taken = new ulong[1];

    /// <summary>One bit a descriptor: closed on execve.</summary>
    private ulong[] _closeOnExec = new ulong[1];

    private int _limit = DefaultLimit;
    private int _references = 1;

    /// <summary>One more than the highest new descriptor, RLIMIT_NOFILE, from 0; those above it stay open.</summary>
    public int Limit
    {
        get => _limit;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _limit = Math.Min(value, LargestLimit);
        }
    }

    /// <summary>How many descriptors are open.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _taken)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>No descriptor as high as this is open; a multiple of 64.</summary>
    public int Capacity => _files.Length;

    /// <summary>The open file of a descriptor that reads, writes or is asked; null (EBADF) also for one opened with O_PATH.</summary>
    public OpenFile? Get(int descriptor) => GetAny(descriptor) is { IsPathOnly: false } file ? file : null;

    /// <summary>The open file of any descriptor; null (EBADF) for one that is not open.</summary>
    public OpenFile? GetAny(int descriptor)
    {
        OpenFile?[] files = _files;
        return (uint)descriptor < (uint)files.Length ? files[descriptor] : null;
    }

    /// <summary>Gives a file the lowest free number; the table takes the caller's reference over.</summary>
    /// <param name="file">The file.</param>
    /// <param name="flags">Of the descriptor.</param>
    /// <param name="lowest">No number below this.</param>
    /// <returns>The descriptor, or EMFILE; then the reference stays the caller's.</returns>
    public IoResult Add(OpenFile file, DescriptorFlags flags, int lowest = 0)
    {
        int descriptor = FindFree(lowest);
        if (descriptor < 0)
        {
            return Errno.EMFILE;
        }

        Set(descriptor, file, flags);
        return descriptor;
    }

    /// <summary>Whether <see cref="Add"/> would find a number.</summary>
    public bool HasRoom => FindFree(0) >= 0;

    /// <summary>Closes a descriptor, <c>close(2)</c>.</summary>
    /// <returns>None or EBADF.</returns>
    public Errno Close(int descriptor)
    {
        if (GetAny(descriptor) is not { } file)
        {
            return Errno.EBADF;
        }

        _files[descriptor] = null;
        SetBit(_taken, descriptor, false);
        SetBit(_closeOnExec, descriptor, false);
        if (!file.IsPathOnly)
        {
            file.Inode.Unlock(this);
        }

        file.Release();
        return Errno.None;
    }

    /// <summary>Closes a range of descriptors or marks them for it, <c>close_range(2)</c>.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="last">The last one, not below the first; may be above all that are open.</param>
    /// <param name="onExec">Whether they stay open until execve.</param>
    public void CloseRange(uint first, uint last, bool onExec)
    {
        for (uint descriptor = first; descriptor <= last && descriptor < (uint)_files.Length; descriptor++)
        {
            if (_files[descriptor] is null)
            {
                continue;
            }

            if (onExec)
            {
                SetBit(_closeOnExec, (int)descriptor, true);
            }
            else
            {
                Close((int)descriptor);
            }
        }
    }

    /// <summary>The table of a forked process: the same open files, the same flags.</summary>
    public FileTable Copy()
    {
        FileTable copy = new()
        {
            _files = (OpenFile?[])_files.Clone(),
            _taken = (ulong[])_taken.Clone(),
            _closeOnExec = (ulong[])_closeOnExec.Clone(),
            _limit = _limit,
        };
        foreach (OpenFile? file in _files)
        {
            file?.Retain();
        }

        return copy;
    }

    /// <summary>Whether more than one process has the table.</summary>
    public bool IsShared => _references > 1;

    /// <summary>Counts one more process.</summary>
    public FileTable Retain()
    {
        _references++;
        return this;
    }

    /// <summary>Counts one process less; after the last one everything is closed.</summary>
    public void Release()
    {
        if (--_references == 0)
        {
            CloseAll();

            // A process that nobody waits for keeps its table.
            _files = [];
            _taken = [];
            _closeOnExec = [];
        }
    }

    /// <summary>Closes what execve closes.</summary>
    public void CloseOnExec() => CloseAll(_closeOnExec);

    /// <summary>Closes everything.</summary>
    public void CloseAll() => CloseAll(_taken);

    private static bool GetBit(ulong[] bits, int index) => (bits[index / BitsPerWord] >> (index % BitsPerWord) & 1) != 0;

    private static void SetBit(ulong[] bits, int index, bool value)
    {
        ulong bit = 1UL << (index % BitsPerWord);
        ref ulong word = ref bits[index / BitsPerWord];
        word = value ? word | bit : word & ~bit;
    }

    private void CloseAll(ulong[] chosen)
    {
        for (int word = 0; word < chosen.Length; word++)
        {
            while (chosen[word] != 0)
            {
                Close((word * BitsPerWord) + BitOperations.TrailingZeroCount(chosen[word]));
            }
        }
    }

    /// <summary>The lowest free number from <paramref name="lowest"/> up; -1 when it would reach the limit.</summary>
    private int FindFree(int lowest)
    {
        int word = lowest / BitsPerWord;
        ulong below = (1UL << (lowest % BitsPerWord)) - 1;
        while (word < _taken.Length && (_taken[word] | below) == ulong.MaxValue)
        {
            word++;
            below = 0;
        }

        int found = word < _taken.Length
            ? (word * BitsPerWord) + BitOperations.TrailingZeroCount(~(_taken[word] | below))
            : Math.Max(word * BitsPerWord, lowest);
        return found < _limit ? found : -1;
    }

    private void Set(int descriptor, OpenFile file, DescriptorFlags flags)
    {
        if (descriptor >= _files.Length)
        {
            int words = (int)BitOperations.RoundUpToPowerOf2((uint)(descriptor / BitsPerWord) + 1);
            Array.Resize(ref _taken, words);
            Array.Resize(ref _closeOnExec, words);
            Array.Resize(ref _files, words * BitsPerWord);
        }

        _files[descriptor] = file;
        SetBit(_taken, descriptor, true);
        SetBit(_closeOnExec, descriptor, (flags & DescriptorFlags.CloExec) != 0);
    }
}
