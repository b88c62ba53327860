using System;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <content>Moving pages.</content>
public sealed unsafe partial class UserPageTable
{
    /// <summary>
    /// Moves the pages of a range, with what may be done with them, to another one of the same length, which must be empty and
    /// not overlap it. False when memory for tables is out: then nothing has moved.
    /// </summary>
    public bool TryMove(ulong from, ulong to, ulong length)
    {
        Check(from, length);
        Check(to, length);
        if (!TryAddTables(from, to, length))
        {
            PruneTables(from, to, length);
            return false;
        }

        // No table is added from here on, so none that goes is used again while old translations are.
        StaleTranslations stale = new(_tree.Root);
        ulong page = from;
        for (Span<ulong> entries; !(entries = _tree.NextEntries(ref page, from + length)).IsEmpty;)
        {
            ulong start = page;
            ref uint used = ref UserTableTree.CountAround(ref entries[0]);
            foreach (ref ulong entry in entries)
            {
                if (entry != 0)
                {
                    ref ulong target = ref *_tree.Find(page - from + to);
                    target = entry;
                    UserTableTree.CountAround(ref target)++;
                    entry = 0;
                    used--;
                    stale.Add(page);
                }

                page += PageSize;
            }

            if (used == 0)
            {
                _tree.Prune(start);
            }
        }

        stale.Drop();
        return true;
    }

    /// <summary>Adds the tables that a range's pages need at another place; false when memory is out.</summary>
    private bool TryAddTables(ulong from, ulong to, ulong length)
    {
        ulong page = from;
        for (Span<ulong> entries; !(entries = _tree.NextEntries(ref page, from + length)).IsEmpty;)
        {
            foreach (ulong entry in entries)
            {
                if (entry != 0 && _tree.FindOrAdd(page - from + to) == null)
                {
                    return false;
                }

                page += PageSize;
            }
        }

        return true;
    }

    /// <summary>Takes those tables out again that have stayed empty.</summary>
    private void PruneTables(ulong from, ulong to, ulong length)
    {
        ulong page = from;
        for (Span<ulong> entries; !(entries = _tree.NextEntries(ref page, from + length)).IsEmpty;)
        {
            foreach (ulong entry in entries)
            {
                if (entry != 0)
                {
                    _tree.Prune(page - from + to);
                }

                page += PageSize;
            }
        }
    }
}
