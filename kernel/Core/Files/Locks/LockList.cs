using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Locks;

/// <summary>The locks of a file of one kind. Locks are only for those who ask for them: reading and writing do not.</summary>
public sealed class LockList
{
    /// <summary>Locks that there may be in all, since each takes memory of the kernel.</summary>
    private const int MostLocks = 1 << 16;

    private static int s_locks;

    private readonly List<FileLock> _locks = [];

    /// <summary>Woken when locks are given back.</summary>
    public WaitQueue Changed { get; } = new();

    /// <summary>The lock with the lowest start that hinders another one; null when none does.</summary>
    public FileLock? FindConflict(in FileLock wanted)
    {
        FileLock? found = null;
        foreach (FileLock held in _locks)
        {
            if (held.Conflicts(wanted) && (found is null || held.Start < found.Value.Start))
            {
                found = held;
            }
        }

        return found;
    }

    /// <summary>Takes a lock that nothing hinders, in place of what its owner has there. Neighbours of the same kind become one.</summary>
    /// <returns>ENOLCK when there are too many.</returns>
    public Errno Set(FileLock wanted)
    {
        // One lock may become two pieces and the new one.
        if (s_locks + 2 > MostLocks)
        {
            return Errno.ENOLCK;
        }

        Remove(wanted.Owner, wanted.Start, wanted.End);
        for (int i = _locks.Count - 1; i >= 0; i--)
        {
            FileLock held = _locks[i];
            if (held.Owner != wanted.Owner || held.IsExclusive != wanted.IsExclusive)
            {
                continue;
            }

            bool isBefore = held.End == wanted.Start - 1;
            if (isBefore || (wanted.End != long.MaxValue && held.Start == wanted.End + 1))
            {
                wanted = isBefore ? wanted with { Start = held.Start } : wanted with { End = held.End };
                RemoveAt(i);
            }
        }

        Add(wanted);
        return Errno.None;
    }

    /// <summary>Gives a part of an owner's locks back; one that is cut in the middle becomes two.</summary>
    /// <returns>ENOLCK when there are too many.</returns>
    public Errno Unset(object owner, long start, long end)
    {
        bool cuts = _locks.Exists(held => held.Owner == owner && held.Start < start && held.End > end);
        if (cuts && s_locks + 1 > MostLocks)
        {
            return Errno.ENOLCK;
        }

        Remove(owner, start, end);
        return Errno.None;
    }

    /// <summary>Gives all of an owner's locks back.</summary>
    public void Unset(object owner) => Remove(owner, 0, long.MaxValue);

    /// <summary>Whether an owner has a lock of the other kind.</summary>
    public bool HasOther(in FileLock wanted)
    {
        foreach (FileLock held in _locks)
        {
            if (held.Owner == wanted.Owner && held.IsExclusive != wanted.IsExclusive)
            {
                return true;
            }
        }

        return false;
    }

    private void Remove(object owner, long start, long end)
    {
        bool isChanged = false;
        for (int i = _locks.Count - 1; i >= 0; i--)
        {
            FileLock held = _locks[i];
            if (held.Owner != owner || !held.Overlaps(start, end))
            {
                continue;
            }

            isChanged = true;
            RemoveAt(i);
            if (held.Start < start)
            {
                Add(held with { End = start - 1 });
            }

            if (held.End > end)
            {
                Add(held with { Start = end + 1 });
            }
        }

        if (isChanged)
        {
            Changed.Wake();
        }
    }

    private void Add(in FileLock added)
    {
        _locks.Add(added);
        s_locks++;
    }

    private void RemoveAt(int index)
    {
        _locks.RemoveAt(index);
        s_locks--;
    }
}
