namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// What each unit of the heap's address space is used for: a word a unit, kind in the low bits, count in the rest.
/// </summary>
internal static unsafe class UnitTable
{
    /// <summary>Nothing mapped.</summary>
    internal const uint Free = 0;

    /// <summary>A block of small objects.</summary>
    internal const uint Block = 1;

    /// <summary>First unit of a large object; the count is its units.</summary>
    internal const uint Large = 2;

    /// <summary>Another unit of a large object; the count is the distance to the first.</summary>
    internal const uint Continuation = 3;

    /// <summary>A mapped block without objects, kept for the next use.</summary>
    internal const uint Cached = 4;

    internal const int CountShift = 3;
    private const uint KindMask = (1u << CountShift) - 1;

    private static GrowableRegion s_region;
    private static byte* s_heapBase;
    private static uint s_totalUnits;
    private static uint s_top;
    private static uint s_lowestFree;
    private static uint s_largeHint;

    /// <summary>Units at and above this index are free.</summary>
    internal static uint Top => s_top;

    /// <summary>Units of the whole reserved range.</summary>
    internal static uint TotalUnits => s_totalUnits;

    /// <summary>First byte of the heap.</summary>
    internal static byte* HeapBase => s_heapBase;

    private static uint* Entries => (uint*)s_region.Start;

    /// <summary>Takes the heap's range over; the table itself lies at <paramref name="table"/>.</summary>
    internal static void Initialize(byte* heapBase, nuint heapSize, byte* table)
    {
        s_heapBase = heapBase;
        s_totalUnits = (uint)(heapSize >> HeapGeometry.UnitShift);
        s_top = 0;
        s_lowestFree = 0;
        s_largeHint = 0;
        s_region.Initialize(table, TableBytes(heapSize));
    }

    /// <summary>Bytes of the table for a heap range, in whole pages.</summary>
    internal static nuint TableBytes(nuint heapSize) =>
        HeapGeometry.PagesFor((heapSize >> HeapGeometry.UnitShift) * sizeof(uint)) * HeapGeometry.PageSize;

    /// <summary>Kind of a unit below <see cref="Top"/>.</summary>
    internal static uint KindOf(uint unit) => Entries[unit] & KindMask;

    /// <summary>Count of a unit below <see cref="Top"/>.</summary>
    internal static uint CountOf(uint unit) => Entries[unit] >> CountShift;

    /// <summary>Writes the entry of a unit.</summary>
    internal static void Set(uint unit, uint kind, uint count) => Entries[unit] = count << CountShift | kind;

    /// <summary>First byte of a unit.</summary>
    internal static byte* AddressOf(uint unit) => s_heapBase + ((nuint)unit << HeapGeometry.UnitShift);

    /// <summary>The unit that an address in the heap's range lies in.</summary>
    internal static uint UnitOf(void* address) => (uint)((nuint)((byte*)address - s_heapBase) >> HeapGeometry.UnitShift);

    /// <summary>Finds <paramref name="count"/> free units in a row; the caller writes their entries at once.</summary>
    /// <returns>False when the address range, or the memory for this table, is out.</returns>
    internal static bool TryFind(uint count, out uint first)
    {
        if (count == 1)
        {
            if (!TryFindBelow(s_lowestFree, s_top, 1, out first) && !TryExtend(1, out first))
                return false;
            s_lowestFree = first + 1;
            return true;
        }
        uint start = s_largeHint > s_lowestFree ? s_largeHint : s_lowestFree;
        if (!TryFindBelow(start, s_top, count, out first)
            && !TryFindBelow(s_lowestFree, start, count, out first)
            && !TryExtend(count, out first))
            return false;
        s_largeHint = first + count;
        return true;
    }

    /// <summary>Marks units free.</summary>
    internal static void Release(uint first, uint count)
    {
        for (uint unit = first; unit < first + count; unit++)
            Entries[unit] = Free;
        if (first < s_lowestFree)
            s_lowestFree = first;
    }

    /// <summary>After a sweep: lets the top fall and large searches begin at the bottom again.</summary>
    internal static void Trim()
    {
        while (s_top > 0 && Entries[s_top - 1] == Free)
            s_top--;
        s_largeHint = 0;
    }

    private static bool TryFindBelow(uint start, uint end, uint count, out uint first)
    {
        uint* entries = Entries;
        uint unit = start;
        uint run = 0;
        while (unit < end)
        {
            uint entry = entries[unit];
            if (entry == Free)
            {
                unit++;
                if (++run < count)
                    continue;
                first = unit - count;
                return true;
            }
            run = 0;
            unit += (entry & KindMask) == Large ? entry >> CountShift : 1;
        }
        first = 0;
        return false;
    }

    private static bool TryExtend(uint count, out uint first)
    {
        first = s_top;
        while (first > 0 && Entries[first - 1] == Free)
            first--;
        if (count > s_totalUnits - first || !s_region.Ensure((nuint)(first + count) * sizeof(uint)))
            return false;
        if (first + count > s_top)
            s_top = first + count;
        return true;
    }
}
