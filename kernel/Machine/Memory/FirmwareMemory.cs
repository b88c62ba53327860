using System;
using Lodestar.Machine.Boot;

namespace Lodestar.Machine.Memory;

/// <summary>What the firmware has left in memory, to be read: its tables, mostly.</summary>
public static unsafe class FirmwareMemory
{
    /// <summary>
    /// Copies bytes of physical memory. They must lie in what the memory map calls reserved or ACPI's, or in the first MiB; a chunk
    /// within a page must lie in one entry of the map.
    /// </summary>
    /// <returns>Whether all of them could be read; if not, the destination holds nothing of use.</returns>
    public static bool TryRead(ulong address, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            ulong offset = address % MemoryMap.PageSize;
            int count = (int)Math.Min(MemoryMap.PageSize - offset, (ulong)destination.Length);
            if (address >= PhysicalSpace.End || !TryReadChunk(address, destination[..count]))
            {
                return false;
            }

            address += (ulong)count;
            destination = destination[count..];
        }

        return true;
    }

    /// <summary>Copies bytes of one page.</summary>
    private static bool TryReadChunk(ulong address, Span<byte> destination)
    {
        if (!PhysicalSpace.IsFirmware(address, address + (ulong)destination.Length, out MemoryKind kind))
        {
            return false;
        }

        bool isMapped = kind is MemoryKind.AcpiReclaimable or MemoryKind.AcpiNonVolatile && address < MemoryMap.DirectMapSize;
        if (isMapped)
        {
            new ReadOnlySpan<byte>(DirectMap.ToPointer(address), destination.Length).CopyTo(destination);
            return true;
        }

        ulong offset = address % MemoryMap.PageSize;
        byte* page = KernelAddressSpace.MapWindow(address - offset);
        if (page == null)
        {
            return false;
        }

        new ReadOnlySpan<byte>(page + offset, destination.Length).CopyTo(destination);
        KernelAddressSpace.UnmapWindow();
        return true;
    }
}
