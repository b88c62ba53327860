using System;
using Lodestar.Core.Files.Mounts;
using Lodestar.Machine;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.Threads;

namespace Lodestar.Core.Startup;

/// <summary>What is in use when all garbage is collected: what a program has left behind shows in it.</summary>
/// <param name="Frames">
/// Frames of memory in use. Those of the heap are not counted, nor those of files, nor those of tables that the kernel makes at
/// the first use of something and keeps, such as the page tables of the heap.
/// </param>
/// <param name="HeapBytes">Bytes of live objects on the heap.</param>
internal readonly record struct MemoryUse(ulong Frames, ulong HeapBytes)
{
    private const ulong FrameSize = 4096;

    /// <summary>Collects all garbage and counts the rest.</summary>
    /// <param name="mounts">Where files are.</param>
    internal static MemoryUse Take(MountTable mounts)
    {
        GC.Collect();
        KernelThread.TrimStacks();
        HeapReport heap = HeapReport.Take();
        ulong used = MachineInformation.TotalMemory - MachineInformation.FreeMemory;
        ulong heapFrames = heap.MappedBytes + heap.TableBytes + MachineInformation.TableMemory;
        return new MemoryUse(((used - heapFrames) / FrameSize) - (ulong)mounts.CountFrames(), heap.LiveBytes);
    }
}
