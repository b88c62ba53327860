using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <content>Pages that several address spaces have.</content>
public sealed unsafe partial class UserPageTable
{
    /// <summary>Maps the page of zeros that all programs share; the first write faults. False when memory is out.</summary>
    public bool TryMapZeros(ulong address, UserProtection protection)
    {
        Check(address, PageSize);
        return TryEnter(address, SharedFrames.Zeros | (ulong)ProtectedFlagsOf(protection));
    }

    /// <summary>Maps a page that others may have too. False when memory is out.</summary>
    /// <param name="address">Where.</param>
    /// <param name="shared">The page.</param>
    /// <param name="protection">What ring 3 may do with it.</param>
    /// <param name="isWriteProtected">Whether the first write has to fault, though the protection may allow it.</param>
    public bool TryMap(ulong address, MemoryPage shared, UserProtection protection, bool isWriteProtected)
    {
        Check(address, PageSize);
        ulong frame = shared.Frame;
        SharedFrames.Add(frame);
        return TryEnterOrDrop(address, frame | (ulong)(isWriteProtected ? ProtectedFlagsOf(protection) : FlagsOf(protection)));
    }

    /// <summary>Maps a page that others may have too where there is none, if that needs no table: nobody has asked for it yet.</summary>
    public void MapAhead(ulong address, MemoryPage shared, UserProtection protection, bool isWriteProtected)
    {
        Check(address, PageSize);
        ulong* entry = _tree.Find(address);
        if (entry == null || *entry != 0)
        {
            return;
        }

        ulong frame = shared.Frame;
        SharedFrames.Add(frame);
        *entry = frame | (ulong)(isWriteProtected ? ProtectedFlagsOf(protection) : FlagsOf(protection));
        UserTableTree.CountAround(ref *entry)++;
        _residentPages++;
    }

    /// <summary>Maps a copy of a page that is the program's own. False when memory is out.</summary>
    public bool TryMapCopy(ulong address, MemoryPage original, UserProtection protection)
    {
        Check(address, PageSize);
        ulong frame = FrameReserve.AllocateCopy(original.Frame);
        return frame != FrameAllocator.None && TryEnterOrDrop(address, frame | (ulong)FlagsOf(protection));
    }

    /// <summary>
    /// Makes a page the program's own, so that writes no longer fault: by a copy if others have its frame too. False when memory is
    /// out. Without a page there it has nothing to do.
    /// </summary>
    public bool TryMakeOwn(ulong address, UserProtection protection)
    {
        Check(address, PageSize);
        ulong* entry = _tree.Find(address);
        if (entry == null || *entry == 0)
        {
            return true;
        }

        ulong old = PageTable.AddressOf(*entry);
        ulong own = old;
        if (!SharedFrames.IsSole(old))
        {
            own = FrameReserve.AllocateCopy(old);
            if (own == FrameAllocator.None)
            {
                return false;
            }

            _residentPages += CountOf(own) - CountOf(old);
            SharedFrames.Drop(old);
        }

        Replace(entry, address, own | (ulong)FlagsOf(protection));
        return true;
    }

    /// <summary>Lets writes to a shared page through that had to fault once.</summary>
    public void AllowWrites(ulong address, UserProtection protection)
    {
        Check(address, PageSize);
        ulong* entry = _tree.Find(address);
        if (entry != null && *entry != 0)
        {
            Replace(entry, address, PageTable.AddressOf(*entry) | (ulong)FlagsOf(protection));
        }
    }

    /// <summary>Takes a page out if it shows a certain page, and no copy of it.</summary>
    public void Unmap(ulong address, MemoryPage shared)
    {
        Check(address, PageSize);
        ulong* entry = _tree.Find(address);
        if (entry != null && *entry != 0 && PageTable.AddressOf(*entry) == shared.Frame)
        {
            Unmap(address, PageSize);
        }
    }

    /// <summary>
    /// Enters the pages of a range into another address space at the same place, where it must have none. Private pages are to be
    /// copied by whoever writes first; this CPU may use translations of before until <see cref="EndSharing"/>.
    /// </summary>
    /// <param name="child">The other address space.</param>
    /// <param name="address">Where the range begins.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="isShared">Whether writes go to both.</param>
    /// <returns>False when memory for tables is out: then the other address space has some of the pages.</returns>
    public bool TryShare(UserPageTable child, ulong address, ulong length, bool isShared)
    {
        Check(address, length);
        ulong page = address;
        for (Span<ulong> entries; !(entries = _tree.NextEntries(ref page, address + length)).IsEmpty;)
        {
            ulong* first = child._tree.FindOrAdd(page);
            if (first == null)
            {
                return false;
            }

            Span<ulong> targets = new(first, entries.Length);
            ref uint used = ref UserTableTree.CountAround(ref *first);
            used += Enter(entries, targets, child, isShared);
            if (used == 0)
            {
                child._tree.Prune(page);
            }

            page += (ulong)entries.Length * PageSize;
        }

        return true;
    }

    /// <summary>Makes sure that this CPU uses no translation of before a <see cref="TryShare"/>.</summary>
    public void EndSharing()
    {
        if (s_active == this)
        {
            CpuInstructions.WriteCr3(_tree.Root);
        }
    }

    /// <summary>Puts the child's entries beside the parent's, and marks both; returns how many there are.</summary>
    private static uint Enter(Span<ulong> entries, Span<ulong> targets, UserPageTable child, bool isShared)
    {
        ulong cleared = isShared ? 0 : (ulong)PageFlags.Write;
        ulong set = isShared ? 0 : (ulong)PageFlags.WriteProtected;
        uint count = 0;
        for (int i = 0; i < entries.Length && i < targets.Length; i++)
        {
            ref ulong entry = ref entries[i];
            if (entry != 0)
            {
                ulong frame = PageTable.AddressOf(entry);
                SharedFrames.Add(frame);
                child._residentPages += CountOf(frame);
                entry = (entry & ~cleared) | set;
                targets[i] = entry;
                count++;
            }
        }

        return count;
    }

    private static void Replace(ulong* entry, ulong address, ulong value)
    {
        *entry = value;
        CpuInstructions.InvalidatePage(address);
    }
}
