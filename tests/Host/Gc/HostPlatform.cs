using System;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>The collector's platform on the host: address space from mmap, and as many pages as a test grants.</summary>
internal static unsafe partial class GcPlatform
{
    private const int ReadWrite = 3;
    private const int NoAccess = 0;
    private const int PrivateAnonymousNoReserve = 0x4022;
    private const int Fixed = 0x10;
    private const uint HeapBytes = 1u << 31;
    private const uint MetadataBytes = 1 << 28;

    private static byte* s_heap;
    private static byte* s_metadata;

    /// <summary>Pages that are mapped now.</summary>
    internal static nuint MappedPages;

    /// <summary>Pages of the pretended machine.</summary>
    internal static nuint TotalPages;

    /// <summary>Conservative roots.</summary>
    internal static byte* WordsLow;

    /// <summary>End of the conservative roots.</summary>
    internal static byte* WordsHigh;

    /// <summary>Exact roots.</summary>
    internal static void** Slots;

    /// <summary>Number of exact roots.</summary>
    internal static int SlotCount;

    private static bool s_interruptsDisabled;

    internal static partial byte* HeapBase => s_heap;

    internal static partial nuint HeapSize => HeapBytes;

    internal static partial byte* MetadataBase => s_metadata;

    internal static partial nuint MetadataSize => MetadataBytes;

    internal static partial ulong TotalMemoryBytes => TotalPages * HeapGeometry.PageSize;

    internal static partial nuint AvailablePages => TotalPages - MappedPages;

    internal static partial ulong TimestampFrequency => (ulong)System.Diagnostics.Stopwatch.Frequency;

    /// <summary>Whether every DisableInterrupts was undone.</summary>
    internal static bool InterruptsAreEnabled => !s_interruptsDisabled;

    /// <summary>Reserves address space and forgets what was mapped before.</summary>
    internal static void Reset(nuint pages)
    {
        if (s_heap == null)
        {
            nuint start = (nuint)MapMemory(0, HeapBytes + HeapGeometry.UnitSize, NoAccess, PrivateAnonymousNoReserve);
            s_heap = (byte*)((start + HeapGeometry.UnitMask) & ~HeapGeometry.UnitMask);
            s_metadata = (byte*)MapMemory(0, MetadataBytes, NoAccess, PrivateAnonymousNoReserve);
        }
        else
        {
            MapMemory((nint)s_heap, HeapBytes, NoAccess, PrivateAnonymousNoReserve | Fixed);
            MapMemory((nint)s_metadata, MetadataBytes, NoAccess, PrivateAnonymousNoReserve | Fixed);
        }
        MappedPages = 0;
        TotalPages = pages;
        s_interruptsDisabled = false;
    }

    internal static partial bool MapPages(byte* address, nuint count)
    {
        if (count > AvailablePages)
            return false;
        MapMemory((nint)address, count * HeapGeometry.PageSize, ReadWrite, PrivateAnonymousNoReserve | Fixed);
        MappedPages += count;
        return true;
    }

    internal static partial void UnmapPages(byte* address, nuint count)
    {
        MapMemory((nint)address, count * HeapGeometry.PageSize, NoAccess, PrivateAnonymousNoReserve | Fixed);
        MappedPages -= count;
    }

    internal static partial void EnumerateRoots(
        delegate*<byte*, byte*, void> conservativeRange, delegate*<void**, void> exactSlot)
    {
        conservativeRange(WordsLow, WordsHigh);
        for (int index = 0; index < SlotCount; index++)
            exactSlot(Slots + index);
    }

    internal static partial ulong Timestamp() => (ulong)System.Diagnostics.Stopwatch.GetTimestamp();

    internal static partial bool DisableInterrupts()
    {
        bool enabled = !s_interruptsDisabled;
        s_interruptsDisabled = true;
        return enabled;
    }

    internal static partial void RestoreInterrupts(bool enabled) => s_interruptsDisabled = !enabled;

    internal static partial void Fail(string reason) => throw new InvalidOperationException(reason);

    private static void* MapMemory(nint address, nuint bytes, int protection, int flags)
    {
        void* result = Map(address, bytes, protection, flags, -1, 0);
        if (result == (void*)-1)
            throw new InvalidOperationException("mmap failed");
        return result;
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern void* Map(nint address, nuint length, int protection, int flags, int file, nint offset);
}
