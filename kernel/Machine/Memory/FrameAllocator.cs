using System;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Memory;

/// <summary>
/// Hands out physical memory in frames of 4 KiB. A frame is named by its physical address; 0 is none. Not yet safe
/// against interrupts or other CPUs: callers run on the boot CPU with no handler that allocates.
/// </summary>
internal static unsafe class FrameAllocator
{
    /// <summary>What <see cref="Allocate"/> returns when memory is out.</summary>
    public const ulong None = 0;

    /// <summary>The first MiB is left alone: firmware data, the VGA, and room for the start of other CPUs.</summary>
    private const ulong FirstUsedAddress = 1 << 20;

    /// <summary>Until the final page tables, memory above can't be reached.</summary>
    private const ulong ReachableEnd = 4UL << 30;

    /// <summary>Frames that are kept aside because they are full of zeros already.</summary>
    private const int MostZeroed = 16;

    private static FrameBitmap s_bitmap;
    private static ulong s_total;
    private static ulong s_free;
    private static ZeroedFrames s_zeroed;
    private static int s_zeroedCount;

    [InlineArray(MostZeroed)]
    private struct ZeroedFrames
    {
        private ulong _first;
    }

    /// <summary>Frames of usable RAM, whoever has them.</summary>
    public static ulong TotalFrames => s_total;

    /// <summary>Frames that can be handed out.</summary>
    public static ulong FreeFrames => s_free;

    /// <summary>
    /// Builds the bitmap from the memory map, in usable memory. Free is what the map calls usable and nothing else
    /// claims: other entries of the map, the kernel image, the modules, the bitmap itself, the first MiB.
    /// </summary>
    public static void Initialize()
    {
        ulong end = 0;
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Kind == MemoryKind.Usable)
            {
                end = Math.Max(end, Math.Min(region.End, MemoryMap.DirectMapSize));
            }
        }

        ulong frames = end / MemoryMap.PageSize;
        ulong size = FrameBitmap.SizeFor(frames);
        ulong place = FindPlace(size);
        if (frames == 0 || place == None)
        {
            Panic.OutOfMemory("no usable memory for the table of frames");
        }

        s_bitmap.Initialize(DirectMap.ToPointer(place), frames);
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Kind == MemoryKind.Usable)
            {
                s_free += s_bitmap.SetRange(RoundUp(region.Start), RoundDown(region.End), used: false);
            }
        }

        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Kind != MemoryKind.Usable)
            {
                Reserve(region.Start, region.End);
            }
        }

        s_total = s_free;
        Reserve(0, FirstUsedAddress);
        Reserve(DirectMap.ImageToPhysical(KernelImage.Start), DirectMap.ImageToPhysical(KernelImage.End));
        Reserve(place, place + size);
        foreach (ref readonly MemoryRegion module in BootInformation.Modules)
        {
            Reserve(module.Start, module.End);
        }
    }

    /// <summary>A frame with unknown contents; <see cref="None"/> when memory is out.</summary>
    public static ulong Allocate()
    {
        if (!s_bitmap.TryTake(out ulong frame))
        {
            return s_zeroedCount > 0 ? TakeZeroed() : None;
        }

        s_free--;
        return frame * MemoryMap.PageSize;
    }

    /// <summary>A frame full of zeros; <see cref="None"/> when memory is out.</summary>
    public static ulong AllocateZeroed()
    {
        if (s_zeroedCount > 0)
        {
            return TakeZeroed();
        }

        ulong frame = Allocate();
        if (frame != None)
        {
            PageMemory.Clear(frame);
        }

        return frame;
    }

    /// <summary>Gives a frame back that is full of zeros, such as a page table without entries.</summary>
    public static void FreeZeroed(ulong frame)
    {
        if (s_zeroedCount == MostZeroed)
        {
            Free(frame);
            return;
        }

        s_zeroed[s_zeroedCount++] = frame;
        s_free++;
    }

    /// <summary>Gives a frame back. One that is not in use, or is no frame, is a bug that stops the kernel.</summary>
    public static void Free(ulong frame)
    {
        if (frame % MemoryMap.PageSize != 0 || !s_bitmap.TryGive(frame / MemoryMap.PageSize))
        {
            Panic.Stop("a frame was freed that is not in use");
        }

        s_free++;
    }

    private static ulong TakeZeroed()
    {
        s_free--;
        return s_zeroed[--s_zeroedCount];
    }

    private static void Reserve(ulong start, ulong end) =>
        s_free -= s_bitmap.SetRange(RoundDown(start), RoundUp(end), used: true);

    /// <summary>Finds whole frames in usable memory that nothing else claims.</summary>
    private static ulong FindPlace(ulong size)
    {
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Kind != MemoryKind.Usable)
            {
                continue;
            }

            ulong end = Math.Min(region.End, ReachableEnd);
            ulong candidate = RoundUp(Math.Max(region.Start, FirstUsedAddress)) * MemoryMap.PageSize;
            while (candidate < end && end - candidate >= size)
            {
                ulong obstacle = ObstacleEnd(candidate, candidate + size);
                if (obstacle == 0)
                {
                    return candidate;
                }

                candidate = RoundUp(obstacle) * MemoryMap.PageSize;
            }
        }

        return None;
    }

    /// <summary>The end of something that lies in a range; 0 when nothing does.</summary>
    private static ulong ObstacleEnd(ulong start, ulong end)
    {
        ulong imageEnd = DirectMap.ImageToPhysical(KernelImage.End);
        if (start < imageEnd && DirectMap.ImageToPhysical(KernelImage.Start) < end)
        {
            return imageEnd;
        }

        foreach (ref readonly MemoryRegion module in BootInformation.Modules)
        {
            if (start < module.End && module.Start < end)
            {
                return module.End;
            }
        }

        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Kind != MemoryKind.Usable && start < region.End && region.Start < end)
            {
                return region.End;
            }
        }

        return 0;
    }

    private static ulong RoundDown(ulong address) => address / MemoryMap.PageSize;

    private static ulong RoundUp(ulong address) => (address / MemoryMap.PageSize) + (address % MemoryMap.PageSize != 0 ? 1UL : 0);
}
