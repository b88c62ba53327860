using Lodestar.Machine.Boot;

namespace Lodestar.Machine.Memory;

/// <summary>
/// A number for each frame of RAM. For a frame with a program's page: how many page table entries and <c>MemoryPage</c>
/// handles refer to it. For a frame with a program's page table: how many of its entries are in use. The kernel's own
/// frames have one owner each, and their numbers mean nothing.
/// </summary>
/// <remarks>
/// 32 bits cannot overflow: a reference is an entry of 8 bytes with an area or a descriptor behind it. Only the page of
/// zeros could be mapped everywhere at no cost, and it is not counted (<see cref="SharedFrames"/>).
/// </remarks>
internal static unsafe class FrameCounts
{
    /// <summary>The number of a frame.</summary>
    public static ref uint Of(ulong frame) => ref ((uint*)MemoryMap.FrameCounts)[frame / MemoryMap.PageSize];

    /// <summary>Maps the table, as far as there is usable RAM; false when memory is out. Called once, by the boot.</summary>
    public static bool TryMap()
    {
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Kind != MemoryKind.Usable || region.Start >= MemoryMap.DirectMapSize)
            {
                continue;
            }

            ulong end = region.End < MemoryMap.DirectMapSize ? region.End : MemoryMap.DirectMapSize;
            if (end > region.Start && !TryMap(region.Start, end))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Regions need not end where a page of the table does, so the next one may find its first page mapped.</summary>
    private static bool TryMap(ulong start, ulong end)
    {
        fixed (uint* first = &Of(start), last = &Of(end - 1))
        {
            for (byte* page = PageOf(first); page <= last; page += MemoryMap.PageSize)
            {
                if (!KernelAddressSpace.IsMapped(page) && !KernelAddressSpace.MapPages(page, 1, PageProtection.ReadWrite))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static byte* PageOf(uint* number) => (byte*)((ulong)number & ~(MemoryMap.PageSize - 1));
}
