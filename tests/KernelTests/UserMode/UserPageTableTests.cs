using System;
using Lodestar.Machine.Memory;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>A program's page tables: frames and tables come and go with pages, and pages are shared until they are written.</summary>
public static class UserPageTableTests
{
    private const ulong Low = 0x40_0000;
    private const ulong High = 0x7fff_0000_0000;
    private const ulong Size = UserPageTable.PageSize;
    private const UserProtection ReadWrite = UserProtection.Read | UserProtection.Write;

    /// <summary>What an address space without pages has.</summary>
    private const ulong FramesOfRoot = 1;

    [Test]
    public static void TablesGoWithTheirLastPage()
    {
        ulong free = FrameAllocator.FreeFrames;
        UserPageTable table = UserPageTable.TryCreate()!;
        foreach (ulong page in (ReadOnlySpan<ulong>)[Low, High, Low + (1 << 21)])
        {
            Check.That(table.TryMap(page, ReadWrite));
        }

        // A frame for each page; a table of each of three levels on two ways, and one more of the lowest.
        Check.Equal(free - FramesOfRoot - 3 - 7, FrameAllocator.FreeFrames);
        Check.Equal(3L, table.ResidentPages);
        table.Unmap(High, Size);
        Check.Equal(free - FramesOfRoot - 2 - 4, FrameAllocator.FreeFrames);
        table.Unmap(0, UserPageTable.End);
        Check.Equal(free - FramesOfRoot, FrameAllocator.FreeFrames);
        Check.Equal(0L, table.ResidentPages);
        table.Free();
        Check.Equal(free, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void FreeTakesWhatIsStillMapped()
    {
        const int Pages = 1000;
        ulong free = FrameAllocator.FreeFrames;
        UserPageTable table = UserPageTable.TryCreate()!;
        for (ulong i = 0; i < Pages; i++)
        {
            Check.That(table.TryMap(Low + (i * Size * 3), ReadWrite));
        }

        table.Protect(Low, Pages * Size, UserProtection.None);
        table.Free();
        Check.Equal(free, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void MovedPagesTakeTheirTablesAlong()
    {
        ulong free = FrameAllocator.FreeFrames;
        UserPageTable table = UserPageTable.TryCreate()!;
        table.TryMap(Low + Size, ReadWrite);
        table.TryMap(Low + (600 * Size), UserProtection.None);
        table.PageAt(Low + Size)[7] = 42;
        table.PageAt(Low + (600 * Size))[8] = 43;
        ulong used = free - FrameAllocator.FreeFrames;

        // To a place where the two lie in one table.
        Check.That(table.TryMove(Low + Size, High + (500 * Size), 600 * Size));
        Check.That(!table.IsMapped(Low + Size));
        Check.Equal(42, table.PageAt(High + (500 * Size))[7]);
        Check.Equal(43, table.PageAt(High + (1099 * Size))[8]);
        Check.Equal(used, free - FrameAllocator.FreeFrames);
        Check.That(table.TryMove(High + (500 * Size), Low, 600 * Size));
        Check.Equal(43, table.PageAt(Low + (599 * Size))[8]);
        table.Free();
        Check.Equal(free, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void APageOfZerosTakesNoFrame()
    {
        UserPageTable table = UserPageTable.TryCreate()!;
        table.TryMap(Low, ReadWrite);
        ulong free = FrameAllocator.FreeFrames;
        for (ulong i = 1; i < 100; i++)
        {
            Check.That(table.TryMapZeros(Low + (i * Size), ReadWrite));
        }

        Check.Equal(free, FrameAllocator.FreeFrames);
        Check.Equal(1L, table.ResidentPages);
        Check.That(table.TryMakeOwn(Low + Size, ReadWrite));
        table.PageAt(Low + Size)[0] = 1;
        Check.Equal(0, table.PageAt(Low + (2 * Size))[0]);
        Check.Equal(free - 1, FrameAllocator.FreeFrames);
        Check.Equal(2L, table.ResidentPages);
        table.Free();
        Check.Equal(free + 1 + 3 + FramesOfRoot, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void WhatIsSharedIsCopiedOnce()
    {
        ulong free = FrameAllocator.FreeFrames;
        UserPageTable parent = UserPageTable.TryCreate()!;
        UserPageTable child = UserPageTable.TryCreate()!;
        parent.TryMap(Low, ReadWrite);
        parent.TryMap(Low + Size, UserProtection.None);
        parent.TryMapZeros(Low + (2 * Size), ReadWrite);
        parent.PageAt(Low)[0] = 1;
        parent.PageAt(Low + Size)[0] = 2;
        Check.That(parent.TryShare(child, Low, 600 * Size, isShared: false));
        parent.EndSharing();
        Check.Equal(2L, child.ResidentPages);
        Check.Equal(1, child.PageAt(Low)[0]);
        Check.Equal(2, child.PageAt(Low + Size)[0]);
        ulong shared = FrameAllocator.FreeFrames;

        Check.That(child.TryMakeOwn(Low, ReadWrite));
        child.PageAt(Low)[0] = 3;
        Check.Equal(1, parent.PageAt(Low)[0]);
        Check.Equal(shared - 1, FrameAllocator.FreeFrames);
        Check.That(parent.TryMakeOwn(Low, ReadWrite));
        Check.Equal(shared - 1, FrameAllocator.FreeFrames);

        parent.Free();
        Check.Equal(2, child.PageAt(Low + Size)[0]);
        child.Free();
        Check.Equal(free, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void WritesToSharedPagesAreSeenByAll()
    {
        ulong before = FrameUse.Count();
        MemoryPage page = MemoryPage.TryAllocate()!;
        UserPageTable first = UserPageTable.TryCreate()!;
        UserPageTable second = UserPageTable.TryCreate()!;
        Check.That(!page.IsMapped);
        Check.That(first.TryMap(Low, page, ReadWrite, isWriteProtected: true));
        Check.That(first.TryShare(second, Low, Size, isShared: true));
        Check.That(page.IsMapped);
        first.AllowWrites(Low, ReadWrite);
        first.PageAt(Low)[9] = 9;
        Check.Equal(9, page.Bytes[9]);
        Check.That(second.TryMapCopy(High, page, ReadWrite));
        page.Bytes[9] = 10;
        Check.Equal(10, second.PageAt(Low)[9]);
        Check.Equal(9, second.PageAt(High)[9]);

        first.Unmap(Low, page);
        second.Unmap(High, page);
        Check.That(!first.IsMapped(Low));
        Check.That(second.IsMapped(High));
        page.Release();
        Check.Throws<InvalidOperationException>(() => page.Release());
        Check.Equal(10, second.PageAt(Low)[9]);
        first.Free();
        second.Free();
        Check.Equal(before, FrameUse.Count());
    }
}
