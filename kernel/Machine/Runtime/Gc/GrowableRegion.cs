namespace Lodestar.Machine.Runtime.Gc;

/// <summary>A reserved range of addresses that is mapped from its start as far as it is needed.</summary>
internal unsafe struct GrowableRegion
{
    /// <summary>First byte.</summary>
    internal byte* Start;

    private nuint _mappedBytes;
    private nuint _reservedBytes;

    /// <summary>Takes a range of addresses over; nothing is mapped.</summary>
    internal void Initialize(byte* start, nuint reservedBytes)
    {
        Start = start;
        _mappedBytes = 0;
        _reservedBytes = reservedBytes;
    }

    /// <summary>Maps what is missing of the first <paramref name="bytes"/> bytes; new memory reads as zero.</summary>
    /// <returns>False when the range or the memory is out.</returns>
    internal bool Ensure(nuint bytes)
    {
        if (bytes <= _mappedBytes)
            return true;
        if (bytes > _reservedBytes)
            return false;
        nuint pages = HeapGeometry.PagesFor(bytes - _mappedBytes);
        if (!GcPlatform.MapPages(Start + _mappedBytes, pages))
            return false;
        _mappedBytes += pages * HeapGeometry.PageSize;
        GcStatistics.TableBytes += pages * HeapGeometry.PageSize;
        return true;
    }
}
