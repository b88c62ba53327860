using System;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.Userland;

/// <summary>
/// The address space that the runtime lives in: one reservation, cut into heap, collector's tables and the runtime's own data.
/// Memory comes page by page when it is first touched; how much of it the heap may take is a limit of its own.
/// </summary>
internal static unsafe class ProcessMemory
{
    private const ulong LargestHeap = 256UL << 30;
    private const ulong SmallestHeap = 1UL << 30;

    // Addresses are cheap; memory that is free at different sizes lies apart.
    private const ulong AddressesPerByteOfMemory = 4;

    // The collector asks for a byte of tables in 4 KiB of heap, and 16 MiB; handles and finalizers grow into the rest.
    private const nuint HeapPerTableByte = 4096;
    private const nuint GrowingTables = 64 << 20;
    private const nuint HeapGrain = HeapPerTableByte * HeapGeometry.PageSize; // so that the tables are whole pages
    private const nuint RuntimeData = 1 << 30;

    // What .NET takes of a container's memory.
    private const ulong LimitShare = 4;
    private const ulong LimitParts = 3;

    /// <summary>The heap; aligned as the collector needs it.</summary>
    public static byte* Heap { get; private set; }

    /// <summary>Addresses of the heap.</summary>
    public static nuint HeapSize { get; private set; }

    /// <summary>The collector's tables.</summary>
    public static byte* Tables => Heap + HeapSize;

    /// <summary>Addresses of the tables.</summary>
    public static nuint TablesSize => (HeapSize / HeapPerTableByte) + GrowingTables;

    /// <summary>The runtime's own data.</summary>
    public static byte* Data => Tables + TablesSize;

    /// <summary>Addresses of the runtime's own data.</summary>
    public static nuint DataSize => RuntimeData;

    /// <summary>Bytes that heap and tables may have in use.</summary>
    public static ulong Limit { get; set; }

    /// <summary>Bytes that they have.</summary>
    public static ulong Used { get; private set; }

    /// <summary>Memory of the machine in bytes.</summary>
    public static ulong PhysicalMemory { get; private set; }

    /// <summary>Reserves the addresses; false when the kernel does not give them.</summary>
    public static bool Initialize()
    {
        SystemInformation system = default;
        if (LinuxCalls.ReadSystemInformation(&system) != 0)
        {
            return false;
        }

        PhysicalMemory = system.TotalMemory * system.Unit;
        Limit = PhysicalMemory / LimitShare * LimitParts;
        ulong wanted = PhysicalMemory * AddressesPerByteOfMemory;
        HeapSize = (nuint)Math.Clamp(wanted, SmallestHeap, LargestHeap) & ~(HeapGrain - 1);
        byte* start = LinuxCalls.ReserveMemory(HeapSize + TablesSize + DataSize + HeapGeometry.UnitSize);
        Heap = (byte*)(((nuint)start + HeapGeometry.UnitMask) & ~HeapGeometry.UnitMask);
        return start != null;
    }

    /// <summary>Makes pages usable, which read as zero; false when that is over the limit or the kernel has none.</summary>
    public static bool Commit(byte* address, nuint bytes)
    {
        if (bytes > Limit - Used || Used > Limit || !LinuxCalls.AllowAccess(address, bytes))
        {
            return false;
        }

        Used += bytes;
        return true;
    }

    /// <summary>
    /// Gives the memory of pages back. They stay accessible, so that a heap with holes is one mapping for the kernel and not
    /// thousands.
    /// </summary>
    public static void Decommit(byte* address, nuint bytes)
    {
        LinuxCalls.DiscardMemory(address, bytes);
        Used -= bytes;
    }
}
