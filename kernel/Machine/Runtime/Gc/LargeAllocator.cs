namespace Lodestar.Machine.Runtime.Gc;

/// <summary>Large objects: each in units of its own, of which only the needed pages are mapped.</summary>
internal static unsafe class LargeAllocator
{
    /// <summary>A zeroed object of <paramref name="size"/> bytes (a multiple of 8).</summary>
    /// <returns>The object pointer, or null when memory or address space is out.</returns>
    internal static byte* TryAllocate(nuint size)
    {
        nuint pages = HeapGeometry.PagesFor(size + LargeHeader.CellOffset);
        nuint units = (pages + HeapGeometry.PagesPerUnit - 1) / HeapGeometry.PagesPerUnit;
        if (pages > GcPlatform.AvailablePages || units > UnitTable.TotalUnits)
            return null;
        if (!UnitTable.TryFind((uint)units, out uint first))
            return null;
        LargeHeader* header = (LargeHeader*)UnitTable.AddressOf(first);
        if (!GcPlatform.MapPages((byte*)header, pages))
        {
            UnitTable.Release(first, (uint)units);
            return null;
        }
        header->Unit.Kind = UnitHeader.LargeKind;
        header->Units = (uint)units;
        header->Pages = pages;
        header->ObjectSize = size;
        UnitTable.Set(first, UnitTable.Large, (uint)units);
        for (uint distance = 1; distance < units; distance++)
            UnitTable.Set(first + distance, UnitTable.Continuation, distance);
        GcStatistics.AddMapped(pages);
        GcStatistics.LargeObjects++;
        GcStatistics.ClosedRunBytes += size;
        Collector.CountTowardsBudget(pages * HeapGeometry.PageSize);
        return LargeHeader.ObjectOf(header);
    }

    /// <summary>Frees a dead object.</summary>
    internal static void Release(LargeHeader* header)
    {
        uint units = header->Units;
        nuint pages = header->Pages;
        GcPlatform.UnmapPages((byte*)header, pages);
        GcStatistics.RemoveMapped(pages);
        GcStatistics.LargeObjects--;
        UnitTable.Release(UnitTable.UnitOf(header), units);
    }
}
