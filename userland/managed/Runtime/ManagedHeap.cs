using System;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.Userland;

/// <summary>What a program can set of its managed heap.</summary>
public static class ManagedHeap
{
    /// <summary>
    /// Bytes that the heap may have in use; an allocation beyond is an <see cref="OutOfMemoryException"/>. Three quarters of
    /// the machine's memory at the start.
    /// </summary>
    public static ulong Limit
    {
        get => ProcessMemory.Limit;
        set => ProcessMemory.Limit = value;
    }

    /// <summary>Memory of the machine in bytes.</summary>
    public static ulong PhysicalMemory => ProcessMemory.PhysicalMemory;

    /// <summary>Collects at every <paramref name="allocations"/>-th allocation from now on, to find objects that live by luck; 0 ends it.</summary>
    public static void Stress(uint allocations) => GcStress.Enable(allocations);
}
