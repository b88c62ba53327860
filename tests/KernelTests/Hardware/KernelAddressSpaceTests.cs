using Lodestar.Machine.Memory;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>Mapping and unmapping in the kernel's half.</summary>
public static unsafe class KernelAddressSpaceTests
{
    /// <summary>A part of the kernel's half that nothing else uses.</summary>
    private static byte* Scratch => (byte*)0xffff_e000_0000_0000;

    [Test]
    public static void MappedPagesAreZeroAndGoBack()
    {
        const int Pages = 700; // crosses a page table
        Check.That(KernelAddressSpace.MapPages(Scratch, Pages, PageProtection.ReadWrite)); // adds the tables
        KernelAddressSpace.UnmapPages(Scratch, Pages);
        ulong free = FrameAllocator.FreeFrames;

        Check.That(KernelAddressSpace.MapPages(Scratch, Pages, PageProtection.ReadWrite));
        Check.Equal(free - Pages, FrameAllocator.FreeFrames);
        for (int i = 0; i < Pages; i++)
        {
            ulong* page = (ulong*)(Scratch + (i * 4096));
            Check.Equal(0UL, page[i % 512]);
            page[i % 512] = (ulong)i;
        }

        KernelAddressSpace.UnmapPages(Scratch, Pages);
        Check.That(!KernelAddressSpace.IsMapped(Scratch));
        Check.Equal(free, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void MoreThanThereIsChangesNothing()
    {
        ulong free = FrameAllocator.FreeFrames;
        Check.That(!KernelAddressSpace.MapPages(Scratch, (nuint)free + 1, PageProtection.ReadWrite));
        Check.Equal(free, FrameAllocator.FreeFrames);
        Check.That(!KernelAddressSpace.IsMapped(Scratch));
    }

    [Test]
    public static void RunningOutHalfWayGivesEverythingBack()
    {
        ulong free = FrameAllocator.FreeFrames;
        const ulong MostPages = 1 << 15; // more would take seconds
        if (free > MostPages)
        {
            return;
        }

        // Enough frames for the pages, none left for the page tables.
        ulong tables = KernelAddressSpace.Table.TableCount;
        byte* elsewhere = Scratch + (64UL << 30);
        Check.That(!KernelAddressSpace.MapPages(elsewhere, (nuint)free, PageProtection.ReadWrite));
        Check.That(!KernelAddressSpace.IsMapped(elsewhere));
        Check.Equal(free, FrameAllocator.FreeFrames + (KernelAddressSpace.Table.TableCount - tables));
    }

    [Test]
    public static void DeviceMemoryIsMappedAtItsOwnOffset()
    {
        const ulong LocalApic = 0xfee0_0020;
        byte* registers = KernelAddressSpace.MapMmio(LocalApic, 16);
        Check.That(registers != null);
        Check.Equal(0x20UL, (ulong)registers % 4096);
        ulong* entry = KernelAddressSpace.Table.Find((ulong)registers, out int level);
        Check.Equal(1, level);
        Check.Equal(LocalApic - 0x20, PageTable.AddressOf(*entry));
        Check.That(((PageFlags)(*entry) & PageFlags.CacheDisable) != 0);
    }
}
