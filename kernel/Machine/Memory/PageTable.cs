using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Memory;

/// <summary>
/// A tree of 4-level page tables (Intel SDM volume 3, 4.5), reached through the direct map. Tables that it adds are
/// counted and stay until the tree goes.
/// </summary>
internal unsafe struct PageTable
{
    /// <summary>The level of the table that CR3 points to; entries of level 1 map 4 KiB, of 2 2 MiB, of 3 1 GiB.</summary>
    public const int TopLevel = 4;

    /// <summary>Entries of a table.</summary>
    public const int Entries = 512;

    private const int BitsPerLevel = 9;
    private const int PageShift = 12;
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;
    private const PageFlags DirectoryFlags = PageFlags.Present | PageFlags.Write;

    private ulong _root;
    private ulong _tables;

    /// <summary>Physical address of the top-level table.</summary>
    public readonly ulong Root => _root;

    /// <summary>Tables of the tree, the top-level one included.</summary>
    public readonly ulong TableCount => _tables;

    /// <summary>Bytes that an entry of a level maps.</summary>
    public static ulong SpanOf(int level) => 1UL << (PageShift + (BitsPerLevel * (level - 1)));

    /// <summary>The physical address in an entry.</summary>
    public static ulong AddressOf(ulong entry) => entry & AddressMask;

    /// <summary>The table at a physical address.</summary>
    public static ulong* At(ulong table) => (ulong*)DirectMap.ToPointer(table);

    /// <summary>Makes the empty top-level table; false when memory is out.</summary>
    public bool TryCreate()
    {
        _root = FrameAllocator.AllocateZeroed();
        _tables = 1;
        return _root != FrameAllocator.None;
    }

    /// <summary>
    /// Maps a range, all bounds multiples of 4 KiB, with pages as large as alignment and <paramref name="largest"/>
    /// (a level) allow. False when there is no memory for a table; what was mapped until then stays. A page that is
    /// mapped already stays as it is when <paramref name="keepExisting"/>, else the kernel stops.
    /// </summary>
    public bool TryMapRange(ulong address, ulong physical, ulong length, PageFlags flags, int largest, bool keepExisting)
    {
        while (length != 0)
        {
            int level = largest;
            while (level > 1 && (((address | physical) & (SpanOf(level) - 1)) != 0 || length < SpanOf(level)))
            {
                level--;
            }

            if (!TryGetEntry(address, ref level, out ulong* entry))
            {
                return false;
            }

            if ((*entry & (ulong)PageFlags.Present) == 0)
            {
                *entry = physical | (ulong)(flags | PageFlags.Present | (level > 1 ? PageFlags.Large : 0));
            }
            else if (!keepExisting)
            {
                Panic.Stop("a page was mapped twice");
            }

            // An existing large page can end in the middle of the range, and start before it.
            ulong step = SpanOf(level) - (address & (SpanOf(level) - 1));
            step = step < length ? step : length;
            address += step;
            physical += step;
            length -= step;
        }

        return true;
    }

    /// <summary>Finds the entry that maps an address, of any level; null when nothing does.</summary>
    public readonly ulong* Find(ulong address, out int level)
    {
        ulong table = _root;
        for (level = TopLevel; ; level--)
        {
            ulong* entry = At(table) + IndexOf(address, level);
            if ((*entry & (ulong)PageFlags.Present) == 0)
            {
                return null;
            }

            if (level == 1 || (*entry & (ulong)PageFlags.Large) != 0)
            {
                return entry;
            }

            table = AddressOf(*entry);
        }
    }

    /// <summary>Takes a page of 4 KiB out and returns its frame, which is the caller's again.</summary>
    public readonly ulong Unmap(ulong address)
    {
        ulong* entry = Find(address, out int level);
        if (entry == null || level != 1)
        {
            Panic.Stop("a page was unmapped that is not mapped");
        }

        ulong frame = AddressOf(*entry);
        *entry = 0;
        CpuInstructions.InvalidatePage(address);
        return frame;
    }

    /// <summary>Makes the table behind the top-level entry of an address; false when memory is out.</summary>
    public bool TryAddTopLevelEntry(ulong address)
    {
        int level = TopLevel - 1;
        return TryGetEntry(address, ref level, out _);
    }

    /// <summary>
    /// Walks down to <paramref name="level"/> and adds tables on the way. Where a large page is in the way, it ends
    /// there; where smaller pages are mapped already, it goes on to their level. <paramref name="level"/> says where.
    /// </summary>
    private bool TryGetEntry(ulong address, ref int level, out ulong* entry)
    {
        ulong table = _root;
        for (int current = TopLevel; ; current--)
        {
            entry = At(table) + IndexOf(address, current);
            bool present = (*entry & (ulong)PageFlags.Present) != 0;
            bool isLarge = (*entry & (ulong)PageFlags.Large) != 0;
            if (current == level)
            {
                if (level == 1 || !present || isLarge)
                {
                    return true;
                }

                level--;
            }

            if (!present)
            {
                ulong added = FrameAllocator.AllocateZeroed();
                if (added == FrameAllocator.None)
                {
                    return false;
                }

                _tables++;
                *entry = added | (ulong)DirectoryFlags;
            }
            else if (isLarge)
            {
                level = current;
                return true;
            }

            table = AddressOf(*entry);
        }
    }

    /// <summary>The place of an address in the table of a level that it goes through.</summary>
    public static int IndexOf(ulong address, int level) =>
        (int)(address >> (PageShift + (BitsPerLevel * (level - 1)))) & (Entries - 1);
}
