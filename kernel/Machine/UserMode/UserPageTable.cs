using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The page tables of a program. Addresses are page-aligned (4 KiB) and below <see cref="End"/>; what is mapped where, and
/// why, is the business of the safe half's areas. A frame belongs to one page, or to all of those that share it.
/// </summary>
public sealed unsafe partial class UserPageTable
{
    /// <summary>First address behind what ring 3 may use: the last page of the lower half is never mapped, because a
    /// SYSCALL at its end would return to an address that is not canonical.</summary>
    public const ulong End = 0x7fff_ffff_f000;

    /// <summary>Bytes of a page.</summary>
    public const ulong PageSize = MemoryMap.PageSize;

    private const ulong Rights = (ulong)(PageFlags.Present | PageFlags.Write | PageFlags.User | PageFlags.Kept | PageFlags.NoExecute);

    private static UserPageTable? s_active;

    private UserTableTree _tree;
    private long _residentPages;
    private long _mostPages;

    private UserPageTable()
    {
    }

    /// <summary>Bytes of memory that the machine has.</summary>
    public static ulong MemorySize => FrameAllocator.TotalFrames * PageSize;

    /// <summary>Pages that are in memory, shared ones too; the page of zeros that all programs share is none.</summary>
    public long ResidentPages => _residentPages;

    /// <summary>The most that <see cref="ResidentPages"/> has been.</summary>
    public long MostResidentPages => Math.Max(_mostPages, _residentPages);

    /// <summary>Pages that the tables themselves take.</summary>
    public long TablePages => _tree.Count;

    /// <summary>Makes an empty address space; null when memory is out.</summary>
    public static UserPageTable? TryCreate()
    {
        UserPageTable result = new();
        return result._tree.TryCreate(KernelAddressSpace.Table) ? result : null;
    }

    /// <summary>Makes the address space the one that this CPU uses.</summary>
    public void Activate()
    {
        if (s_active != this)
        {
            s_active = this;
            CpuInstructions.WriteCr3(_tree.Root);
        }
    }

    /// <summary>Makes sure that this CPU does not use the address space: it changes to the kernel's own tables if it does.</summary>
    public void Deactivate()
    {
        if (s_active == this)
        {
            s_active = null;
            CpuInstructions.WriteCr3(KernelAddressSpace.Table.Root);
        }
    }

    /// <summary>Ends the address space, with what is still mapped. It costs nothing more when that is nothing.</summary>
    public void Free()
    {
        Deactivate();
        if (!_tree.IsEmpty)
        {
            Unmap(0, End);
        }

        _tree.Free();
    }

    /// <summary>Whether there is a page at an address.</summary>
    public bool IsMapped(ulong address)
    {
        Check(address & ~(PageSize - 1), PageSize);
        ulong* entry = _tree.Find(address);
        return entry != null && *entry != 0;
    }

    /// <summary>The contents of a mapped page, for the kernel to read, and to fill if it is not shared; empty where nothing is mapped.</summary>
    public Span<byte> PageAt(ulong address)
    {
        Check(address & ~(PageSize - 1), PageSize);
        ulong* entry = _tree.Find(address);
        return entry == null || *entry == 0
            ? default
            : new Span<byte>(DirectMap.ToPointer(PageTable.AddressOf(*entry)), (int)PageSize);
    }

    /// <summary>Maps a page of zeros that is the program's own. False when memory is out.</summary>
    public bool TryMap(ulong address, UserProtection protection)
    {
        Check(address, PageSize);
        ulong frame = FrameReserve.AllocateZeroed();
        return frame != FrameAllocator.None && TryEnterOrDrop(address, frame | (ulong)FlagsOf(protection));
    }

    /// <summary>Takes the pages of a range out, where there are any.</summary>
    public void Unmap(ulong address, ulong length)
    {
        Check(address, length);
        _mostPages = MostResidentPages;
        StaleTranslations stale = new(_tree.Root);
        ulong page = address;
        ulong end = address + length;
        for (Span<ulong> entries; !(entries = _tree.NextEntries(ref page, end)).IsEmpty;)
        {
            ulong start = page;
            ref uint used = ref UserTableTree.CountAround(ref entries[0]);
            foreach (ref ulong entry in entries)
            {
                if (entry != 0)
                {
                    ulong frame = PageTable.AddressOf(entry);
                    entry = 0;
                    used--;
                    _residentPages -= CountOf(frame);
                    SharedFrames.Drop(frame);
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
    }

    /// <summary>
    /// Changes what ring 3 may do with the pages of a range, where there are any. Where the first write has to fault, it still does.
    /// </summary>
    public void Protect(ulong address, ulong length, UserProtection protection)
    {
        Check(address, length);
        StaleTranslations stale = new(_tree.Root);
        ulong page = address;
        for (Span<ulong> entries; !(entries = _tree.NextEntries(ref page, address + length)).IsEmpty;)
        {
            foreach (ref ulong entry in entries)
            {
                if (entry != 0)
                {
                    entry = WithRights(entry, protection);
                    stale.Add(page);
                }

                page += PageSize;
            }
        }

        stale.Drop();
    }

    private static PageFlags FlagsOf(UserProtection protection)
    {
        // Write implies read on this CPU, and so does execute.
        if (protection == UserProtection.None)
        {
            return PageFlags.Kept;
        }

        PageFlags flags = PageFlags.Present | PageFlags.User;
        flags |= (protection & UserProtection.Write) != 0 ? PageFlags.Write : PageFlags.None;
        return flags | ((protection & UserProtection.Execute) != 0 ? PageFlags.None : PageFlags.NoExecute);
    }

    /// <summary>The same for a page whose first write has to fault. One that can be written only can be read here nevertheless.</summary>
    private static PageFlags ProtectedFlagsOf(UserProtection protection) =>
        (FlagsOf(protection) & ~PageFlags.Write) | PageFlags.WriteProtected;

    private static ulong WithRights(ulong entry, UserProtection protection)
    {
        bool isWriteProtected = (entry & (ulong)PageFlags.WriteProtected) != 0;
        return (entry & ~Rights) | (ulong)(isWriteProtected ? ProtectedFlagsOf(protection) : FlagsOf(protection));
    }

    private static void Check(ulong address, ulong length)
    {
        if ((address | length) % PageSize != 0 || address > End || length > End - address)
        {
            throw new ArgumentOutOfRangeException(nameof(address));
        }
    }

    private static long CountOf(ulong frame) => frame == SharedFrames.Zeros ? 0 : 1;

    /// <summary>Puts an entry with its own reference at an address; when memory for tables is out, drops the reference: false.</summary>
    private bool TryEnterOrDrop(ulong address, ulong entry)
    {
        if (TryEnter(address, entry))
        {
            return true;
        }

        SharedFrames.Drop(PageTable.AddressOf(entry));
        return false;
    }

    /// <summary>Puts an entry, a frame with its flags, at an address without one; false when memory for tables is out.</summary>
    private bool TryEnter(ulong address, ulong entry)
    {
        ulong* place = _tree.FindOrAdd(address);
        if (place == null)
        {
            return false;
        }

        if (*place != 0)
        {
            throw new InvalidOperationException("A page was mapped twice.");
        }

        *place = entry;
        UserTableTree.CountAround(ref *place)++;
        _residentPages += CountOf(PageTable.AddressOf(entry));
        return true;
    }
}
