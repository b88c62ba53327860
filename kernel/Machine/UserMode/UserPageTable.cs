using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The page tables of a program. Addresses are page-aligned (4 KiB) and below <see cref="End"/>; what is mapped where, and
/// why, is the business of the safe half's areas. Every frame belongs to the one page that it is mapped at.
/// </summary>
public sealed unsafe class UserPageTable
{
    /// <summary>First address behind what ring 3 may use: the last page of the lower half is never mapped, because a
    /// SYSCALL at its end would return to an address that is not canonical.</summary>
    public const ulong End = 0x7fff_ffff_f000;

    /// <summary>Bytes of a page.</summary>
    public const ulong PageSize = MemoryMap.PageSize;

    private const int Level4Kib = 1;

    private static UserPageTable? s_active;

    private PageTable _table;
    private ulong _pages;

    private UserPageTable()
    {
    }

    /// <summary>Pages that are mapped, each with a frame of its own.</summary>
    public ulong PageCount => _pages;

    /// <summary>Makes an empty address space; null when memory is out.</summary>
    public static UserPageTable? TryCreate()
    {
        UserPageTable result = new();
        return result._table.TryCreateUser(KernelAddressSpace.Table) ? result : null;
    }

    /// <summary>Makes the address space the one that this CPU uses.</summary>
    public void Activate()
    {
        if (s_active != this)
        {
            s_active = this;
            CpuInstructions.WriteCr3(_table.Root);
        }
    }

    /// <summary>
    /// Ends the address space and gives all of its frames back. A CPU that uses it changes to the kernel's own tables.
    /// </summary>
    public void Free()
    {
        if (s_active == this)
        {
            s_active = null;
            CpuInstructions.WriteCr3(KernelAddressSpace.Table.Root);
        }

        _table.FreeUser();
        _pages = 0;
    }

    /// <summary>Whether there is a page at an address.</summary>
    public bool IsMapped(ulong address) => PageAt(address).Length != 0;

    /// <summary>
    /// Maps a page of zeros, or with <paramref name="content"/> (at most a page) at its start. False when memory is out.
    /// </summary>
    public bool TryMap(ulong address, UserProtection protection, ReadOnlySpan<byte> content = default)
    {
        Check(address, PageSize);
        ulong frame = FrameAllocator.AllocateZeroed();
        if (frame == FrameAllocator.None)
        {
            return false;
        }

        content.CopyTo(new Span<byte>(DirectMap.ToPointer(frame), (int)PageSize));
        if (!TryEnter(address, frame | (ulong)FlagsOf(protection)))
        {
            FrameAllocator.Free(frame);
            return false;
        }

        _pages++;
        return true;
    }

    /// <summary>The contents of a mapped page, for the kernel to fill; empty where nothing is mapped.</summary>
    public Span<byte> PageAt(ulong address)
    {
        Check(address & ~(PageSize - 1), PageSize);
        ulong* entry = _table.FindPage(address);
        return entry == null ? default : new Span<byte>(DirectMap.ToPointer(PageTable.AddressOf(*entry)), (int)PageSize);
    }

    /// <summary>Takes the pages of a range out, where there are any.</summary>
    public void Unmap(ulong address, ulong length)
    {
        Check(address, length);
        ulong page = address;
        for (ulong* entry; (entry = _table.FindNextPage(ref page, address + length)) != null; page += PageSize)
        {
            FrameAllocator.Free(TakeOut(entry, page));
            _pages--;
        }
    }

    /// <summary>Changes what ring 3 may do with the pages of a range, where there are any.</summary>
    public void Protect(ulong address, ulong length, UserProtection protection)
    {
        Check(address, length);
        ulong page = address;
        for (ulong* entry; (entry = _table.FindNextPage(ref page, address + length)) != null; page += PageSize)
        {
            *entry = PageTable.AddressOf(*entry) | (ulong)FlagsOf(protection);
            CpuInstructions.InvalidatePage(page);
        }
    }

    /// <summary>
    /// Moves the pages of a range, with what may be done with them, to another one of the same length, which must be empty and
    /// not overlap it. False when memory for tables is out: then nothing has moved.
    /// </summary>
    public bool TryMove(ulong from, ulong to, ulong length)
    {
        Check(from, length);
        Check(to, length);
        ulong page = from;
        for (ulong* entry; (entry = _table.FindNextPage(ref page, from + length)) != null; page += PageSize)
        {
            if (!TryEnter(page - from + to, *entry))
            {
                // The way back needs no memory: its tables are still there.
                MoveBack(to, from, page - from);
                return false;
            }

            TakeOut(entry, page);
        }

        return true;
    }

    private void MoveBack(ulong from, ulong to, ulong length)
    {
        ulong page = from;
        for (ulong* entry; (entry = _table.FindNextPage(ref page, from + length)) != null; page += PageSize)
        {
            TryEnter(page - from + to, *entry);
            TakeOut(entry, page);
        }
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

    private static void Check(ulong address, ulong length)
    {
        if (address % PageSize != 0 || length % PageSize != 0 || address > End || length > End - address)
        {
            throw new ArgumentOutOfRangeException(nameof(address));
        }
    }

    private static ulong TakeOut(ulong* entry, ulong address)
    {
        ulong frame = PageTable.AddressOf(*entry);
        *entry = 0;
        CpuInstructions.InvalidatePage(address);
        return frame;
    }

    /// <summary>Puts an entry, a frame with its flags, at an address; false when memory for tables is out.</summary>
    private bool TryEnter(ulong address, ulong entry)
    {
        ulong frame = PageTable.AddressOf(entry);
        if (!_table.TryMapRange(address, frame, PageSize, PageFlags.User, Level4Kib, keepExisting: false))
        {
            return false;
        }

        *_table.FindPage(address) = entry;
        return true;
    }
}
