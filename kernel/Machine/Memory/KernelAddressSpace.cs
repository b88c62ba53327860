using Lodestar.Machine.Boot;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Memory;

/// <summary>The final page tables: the kernel's half, which every address space shares.</summary>
internal static unsafe class KernelAddressSpace
{
    private const int Level4Kib = 1;
    private const int Level2Mib = 2;
    private const int Level1Gib = 3;

    private static PageTable s_table;
    private static ulong s_mmioUsed;

    /// <summary>The tables, for whoever looks at them.</summary>
    public static PageTable Table => s_table;

    /// <summary>Builds the tables and switches to them. The boot loader's identity map is gone afterwards.</summary>
    public static void Initialize()
    {
        bool complete = s_table.TryCreate() && MapImage() && MapRam() && AddRegions() && FrameCounts.TryMap();
        if (!complete)
        {
            Panic.OutOfMemory("no memory for the page tables");
        }

        CpuInstructions.WriteCr3(s_table.Root);
        if (!SharedFrames.TryInitialize())
        {
            Panic.OutOfMemory("no memory for the page of zeros");
        }
    }

    /// <summary>Maps zeroed frames at an address; false, with nothing changed, when memory is out.</summary>
    public static bool MapPages(byte* address, nuint pages, PageProtection protection)
    {
        // What can't succeed need not be tried: zeroing and giving back gigabytes takes seconds.
        if (pages > FrameAllocator.FreeFrames)
        {
            return false;
        }

        PageFlags flags = FlagsOf(protection);
        for (nuint i = 0; i < pages; i++)
        {
            ulong page = (ulong)address + (i * MemoryMap.PageSize);
            ulong frame = FrameAllocator.AllocateZeroed();
            if (frame == FrameAllocator.None)
            {
                UnmapPages(address, i);
                return false;
            }

            if (!s_table.TryMapRange(page, frame, MemoryMap.PageSize, flags, Level4Kib, keepExisting: false))
            {
                FrameAllocator.Free(frame);
                UnmapPages(address, i);
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes pages out that <see cref="MapPages"/> mapped, and gives their frames back.</summary>
    public static void UnmapPages(byte* address, nuint pages)
    {
        for (nuint i = 0; i < pages; i++)
        {
            FrameAllocator.Free(s_table.Unmap((ulong)address + (i * MemoryMap.PageSize)));
        }
    }

    /// <summary>Whether there is a page behind an address.</summary>
    public static bool IsMapped(byte* address) => s_table.Find((ulong)address, out _) != null;

    /// <summary>
    /// Maps the registers of a device, for good and not cached; null when addresses or memory are out. The pointer is to
    /// <paramref name="physical"/> itself, which need not be the start of a page.
    /// </summary>
    public static byte* MapMmio(ulong physical, ulong length) =>
        MapDevice(physical, length, PageFlags.CacheDisable | PageFlags.WriteThrough);

    /// <summary>
    /// Maps the memory of a screen, for good: writes are collected (<see cref="PageAttributes"/>), reads would be slow.
    /// </summary>
    /// <inheritdoc cref="MapMmio"/>
    public static byte* MapFramebuffer(ulong physical, ulong length) => MapDevice(physical, length, PageFlags.WriteThrough);

    /// <summary>Zeroed memory for what the machine half keeps for good, in whole pages; null when addresses or memory are out.</summary>
    public static byte* AllocatePages(nuint pages)
    {
        byte* address = (byte*)ReserveAddresses(pages * MemoryMap.PageSize);
        return address != null && MapPages(address, pages, PageProtection.ReadWrite) ? address : null;
    }

    private static byte* MapDevice(ulong physical, ulong length, PageFlags caching)
    {
        ulong offset = physical % MemoryMap.PageSize;
        ulong bytes = (offset + length + MemoryMap.PageSize - 1) & ~(MemoryMap.PageSize - 1);
        if (length == 0 || bytes < length || bytes > PhysicalSpace.End || physical - offset > PhysicalSpace.End - bytes)
        {
            return null;
        }

        ulong address = ReserveAddresses(bytes);
        PageFlags flags = FlagsOf(PageProtection.ReadWrite) | caching;
        return address != 0 && s_table.TryMapRange(address, physical - offset, bytes, flags, Level2Mib, keepExisting: false)
            ? (byte*)(address + offset)
            : null;
    }

    /// <summary>
    /// Maps one frame that is not RAM of ours, not cached, until <see cref="UnmapWindow"/>; null when memory is out. There is one window.
    /// </summary>
    public static byte* MapWindow(ulong frame)
    {
        PageFlags flags = FlagsOf(PageProtection.ReadOnly) | PageFlags.CacheDisable | PageFlags.WriteThrough;
        return s_table.TryMapRange(MemoryMap.Window, frame, MemoryMap.PageSize, flags, Level4Kib, keepExisting: false)
            ? (byte*)MemoryMap.Window
            : null;
    }

    /// <summary>Takes the frame of <see cref="MapWindow"/> out.</summary>
    public static void UnmapWindow() => s_table.Unmap(MemoryMap.Window);

    /// <summary>
    /// The next addresses behind those in use; 0 when there are none. Even half a mapping keeps them: they are plentiful, and a failure is
    /// final for its caller.
    /// </summary>
    private static ulong ReserveAddresses(ulong bytes)
    {
        if (bytes > MemoryMap.MmioSize - s_mmioUsed)
        {
            return 0;
        }

        ulong address = MemoryMap.Mmio + s_mmioUsed;
        s_mmioUsed += bytes;
        return address;
    }

    private static PageFlags FlagsOf(PageProtection protection)
    {
        PageFlags flags = CpuFeatures.Has(CpuFeature.GlobalPages) ? PageFlags.Global : PageFlags.None;
        return protection switch
        {
            PageProtection.ReadWrite => flags | PageFlags.Write | PageFlags.NoExecute,
            PageProtection.ReadExecute => flags,
            _ => flags | PageFlags.NoExecute,
        };
    }

    /// <summary>The image without its boot code, which has done its work.</summary>
    private static bool MapImage() =>
        MapImagePart(KernelImage.GetTextStart(), KernelImage.GetTextEnd(), PageProtection.ReadExecute)
        && MapImagePart(KernelImage.GetRodataStart(), KernelImage.GetRodataEnd(), PageProtection.ReadOnly)
        && MapImagePart(KernelImage.GetDataStart(), KernelImage.GetBootStackGuard(), PageProtection.ReadWrite)
        && MapImagePart(KernelImage.GetBootStackBottom(), KernelImage.GetDataEnd(), PageProtection.ReadWrite)
        && MapImagePart(KernelImage.GetDataEnd(), KernelImage.End, PageProtection.ReadOnly);

    private static bool MapImagePart(byte* start, byte* end, PageProtection protection) =>
        s_table.TryMapRange(
            (ulong)start, DirectMap.ImageToPhysical(start), (ulong)(end - start), FlagsOf(protection), Level4Kib, keepExisting: false);

    /// <summary>
    /// The direct map. First the image's constant parts, read-only, because the pages that are mapped first stay: so
    /// there is no second, writable way to them.
    /// </summary>
    private static bool MapRam()
    {
        if (!MapDirectImagePart(KernelImage.GetTextStart(), KernelImage.GetRodataEnd())
            || !MapDirectImagePart(KernelImage.GetDataEnd(), KernelImage.End)
            || !MapDirect(0, PhysicalSpace.LowMemoryEnd, PageProtection.ReadWrite))
        {
            return false;
        }

        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.IsRam && region.Start < MemoryMap.DirectMapSize)
            {
                ulong end = region.End < MemoryMap.DirectMapSize ? region.End : MemoryMap.DirectMapSize;
                if (!MapDirect(region.Start, end, PageProtection.ReadWrite))
                {
                    return false;
                }
            }
        }

        // A loader may put a module where the map has reserved memory.
        foreach (ref readonly MemoryRegion module in BootInformation.Modules)
        {
            if (!MapDirect(module.Start, module.End, PageProtection.ReadWrite))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MapDirectImagePart(byte* start, byte* end) =>
        MapDirect(DirectMap.ImageToPhysical(start), DirectMap.ImageToPhysical(end), PageProtection.ReadOnly);

    private static bool MapDirect(ulong start, ulong end, PageProtection protection)
    {
        int largest = CpuFeatures.Has(CpuFeature.HugePages) ? Level1Gib : Level2Mib;
        start &= ~(MemoryMap.PageSize - 1);
        end = (end + MemoryMap.PageSize - 1) & ~(MemoryMap.PageSize - 1);
        return s_table.TryMapRange(
            MemoryMap.DirectMap + start, start, end - start, FlagsOf(protection), largest, keepExisting: true);
    }

    private static bool AddRegions() =>
        s_table.TryAddTopLevelEntry(MemoryMap.Heap)
        && s_table.TryAddTopLevelEntry(MemoryMap.HeapMetadata)
        && s_table.TryAddTopLevelEntry(MemoryMap.RuntimeData)
        && s_table.TryAddTopLevelEntry(MemoryMap.Stacks)
        && s_table.TryAddTopLevelEntry(MemoryMap.Mmio)
        && s_table.TryAddTopLevelEntry(MemoryMap.FrameCounts);
}
