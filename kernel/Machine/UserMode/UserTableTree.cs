using System;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The page tables of a program's half of the address space. Each counts its entries in use (<see cref="FrameCounts"/>), and
/// goes when it has none, so what there is of tables and what it costs to walk them follows what is mapped.
/// </summary>
internal unsafe struct UserTableTree
{
    /// <summary>Entries of the lower half (Intel SDM volume 3, 4.5: bit 47 is clear).</summary>
    private const int UserEntries = PageTable.Entries / 2;

    private const ulong DirectoryFlags = (ulong)(PageFlags.Present | PageFlags.Write | PageFlags.User);

    private ulong _root;
    private long _count;

    /// <summary>Physical address of the top-level table, for CR3.</summary>
    public readonly ulong Root => _root;

    /// <summary>How many tables there are.</summary>
    public readonly long Count => _count;

    /// <summary>Whether there is no table but the top-level one.</summary>
    public readonly bool IsEmpty => FrameCounts.Of(_root) == 0;

    /// <summary>Makes the top-level table: the lower half empty, the upper half the kernel's; false when memory is out.</summary>
    public bool TryCreate(in PageTable kernel)
    {
        _root = FrameReserve.TryMakeRoom(1) ? FrameAllocator.AllocateZeroed() : FrameAllocator.None;
        if (_root == FrameAllocator.None)
        {
            return false;
        }

        _count = 1;
        FrameCounts.Of(_root) = 0;
        UpperHalf(kernel.Root).CopyTo(UpperHalf(_root));
        return true;
    }

    /// <summary>Gives the top-level table back; the others must be gone. No CPU may use it.</summary>
    public void Free()
    {
        FrameAllocator.Free(_root);
        _root = FrameAllocator.None;
    }

    /// <summary>The entry of a page; null where there is no table for it.</summary>
    public readonly ulong* Find(ulong address)
    {
        ulong* table = PageTable.At(_root);
        for (int level = PageTable.TopLevel; level > 1; level--)
        {
            ulong directory = table[PageTable.IndexOf(address, level)];
            if (directory == 0)
            {
                return null;
            }

            table = PageTable.At(PageTable.AddressOf(directory));
        }

        return table + PageTable.IndexOf(address, level: 1);
    }

    /// <summary>
    /// The entry of a page, with the tables that it needs; null when memory is out, and then no table was added. An entry that
    /// stays empty needs a <see cref="Prune"/>.
    /// </summary>
    public ulong* FindOrAdd(ulong address)
    {
        ulong* table = PageTable.At(_root);
        for (int level = PageTable.TopLevel; level > 1; level--)
        {
            ref ulong directory = ref table[PageTable.IndexOf(address, level)];
            if (directory == 0 && !TryAddTable(ref directory))
            {
                Prune(address);
                return null;
            }

            table = PageTable.At(PageTable.AddressOf(directory));
        }

        return table + PageTable.IndexOf(address, level: 1);
    }

    /// <summary>
    /// The entries of the pages from <paramref name="page"/> on that lie in one table, up to <paramref name="end"/>; before, the
    /// page moves over ranges without a table in steps as large as what is missing. No entries when the end is reached.
    /// </summary>
    public readonly Span<ulong> NextEntries(scoped ref ulong page, ulong end)
    {
        while (page < end)
        {
            ulong* table = PageTable.At(_root);
            int level = PageTable.TopLevel;
            while (level > 1 && table[PageTable.IndexOf(page, level)] is var directory && directory != 0)
            {
                table = PageTable.At(PageTable.AddressOf(directory));
                level--;
            }

            if (level == 1)
            {
                int first = PageTable.IndexOf(page, level);
                int count = (int)Math.Min((end - page) / MemoryMap.PageSize, (ulong)(PageTable.Entries - first));
                return new Span<ulong>(table + first, count);
            }

            page = (page | (PageTable.SpanOf(level) - 1)) + 1;
        }

        return default;
    }

    /// <summary>How many entries of the table are in use that an entry lies in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref uint CountAround(ref ulong entry) =>
        ref FrameCounts.Of(((ulong)Unsafe.AsPointer(ref entry) - MemoryMap.DirectMap) & ~(MemoryMap.PageSize - 1));

    /// <summary>Gives the tables of a page back that are empty, from the lowest one up.</summary>
    public void Prune(ulong address)
    {
        ulong** path = stackalloc ulong*[PageTable.TopLevel];
        ulong* table = PageTable.At(_root);
        int level = PageTable.TopLevel;
        while (level > 1 && table[PageTable.IndexOf(address, level)] is var directory && directory != 0)
        {
            path[level - 1] = table;
            table = PageTable.At(PageTable.AddressOf(directory));
            level--;
        }

        for (; level < PageTable.TopLevel && CountAround(ref *table) == 0; level++)
        {
            table = path[level];
            ref ulong directory = ref table[PageTable.IndexOf(address, level + 1)];
            FrameAllocator.FreeZeroed(PageTable.AddressOf(directory));
            directory = 0;
            _count--;
            CountAround(ref directory)--;
        }
    }

    private static Span<ulong> UpperHalf(ulong root) => new(PageTable.At(root) + UserEntries, PageTable.Entries - UserEntries);

    private bool TryAddTable(ref ulong directory)
    {
        ulong added = FrameReserve.TryMakeRoom(1) ? FrameAllocator.AllocateZeroed() : FrameAllocator.None;
        if (added == FrameAllocator.None)
        {
            return false;
        }

        FrameCounts.Of(added) = 0;
        directory = added | DirectoryFlags;
        _count++;
        CountAround(ref directory)++;
        return true;
    }
}
