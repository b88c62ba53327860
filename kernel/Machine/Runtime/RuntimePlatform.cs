using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Runtime;

/// <summary>What the managed runtime needs of the machine below it, the collector aside (<see cref="Gc.GcPlatform"/>).</summary>
internal static unsafe class RuntimePlatform
{
    private const ulong PageSize = MemoryMap.PageSize;

    private static ulong s_reserved;

    /// <summary>Nanoseconds since the boot.</summary>
    public static ulong UptimeNanoseconds => TimestampClock.Nanoseconds;

    /// <summary>Sets addresses aside that nothing is mapped at, whole pages; null when they are used up.</summary>
    public static byte* Reserve(nuint size)
    {
        ulong bytes = (size + PageSize - 1) & ~(PageSize - 1);
        if (bytes < size || bytes > MemoryMap.RuntimeDataSize - s_reserved)
        {
            return null;
        }

        byte* start = (byte*)(MemoryMap.RuntimeData + s_reserved);
        s_reserved += bytes;
        return start;
    }

    /// <summary>Whether a range lies in what <see cref="Reserve"/> has set aside.</summary>
    public static bool IsReserved(byte* address, nuint size) =>
        (ulong)address >= MemoryMap.RuntimeData
        && (ulong)address - MemoryMap.RuntimeData <= s_reserved
        && size <= s_reserved - ((ulong)address - MemoryMap.RuntimeData);

    /// <summary>Backs reserved pages with zeroed memory; false, with nothing changed, when memory is out.</summary>
    public static bool MapPages(byte* address, nuint pages) =>
        KernelAddressSpace.MapPages(address, pages, PageProtection.ReadWrite);

    /// <summary>Writes UTF-8 text to the log as it is.</summary>
    public static void WriteText(ReadOnlySpan<byte> text) => KernelLog.WriteRaw(text);

    /// <summary>Fills memory with random bytes.</summary>
    public static void FillRandom(byte* buffer, nuint length) => HardwareRandom.Fill(buffer, length);
}
