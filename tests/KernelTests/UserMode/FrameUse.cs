using System;
using Lodestar.Machine;
using Lodestar.Machine.Runtime;

namespace Lodestar.KernelTests;

/// <summary>Frames that are in use when all garbage is collected.</summary>
internal static class FrameUse
{
    /// <summary>Counts them. Those of the heap, and of tables that the kernel keeps, are not counted.</summary>
    internal static ulong Count()
    {
        const ulong FrameSize = 4096;
        GC.Collect();
        HeapReport heap = HeapReport.Take();
        ulong used = MachineInformation.TotalMemory - MachineInformation.FreeMemory;
        return (used - heap.MappedBytes - heap.TableBytes - MachineInformation.TableMemory) / FrameSize;
    }
}
