using System;
using Lodestar.Machine;
using Lodestar.Machine.Runtime;

namespace Lodestar.Core.Startup;

/// <summary>What is in use when all garbage is collected: what a program has left behind shows in two of these.</summary>
/// <param name="Frames">Frames of memory in use, those of the heap not counted.</param>
/// <param name="HeapBytes">Bytes of live objects on the heap.</param>
internal readonly record struct MemoryUse(ulong Frames, ulong HeapBytes)
{
    private const ulong FrameSize = 4096;

    /// <summary>Collects all garbage and counts the rest.</summary>
    internal static MemoryUse Take()
    {
        GC.Collect();
        HeapReport heap = HeapReport.Take();
        ulong used = MachineInformation.TotalMemory - MachineInformation.FreeMemory - heap.MappedBytes;
        return new MemoryUse(used / FrameSize, heap.LiveBytes);
    }
}
