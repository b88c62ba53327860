namespace Lodestar.Machine.Runtime.Gc;

/// <summary>Figures of the heap since boot. Times are in ticks of <see cref="GcPlatform.Timestamp"/>.</summary>
internal static unsafe class GcStatistics
{
    /// <summary>Collections.</summary>
    internal static int Collections;

    /// <summary>Collections that <c>gcstress</c> asked for.</summary>
    internal static int StressCollections;

    /// <summary>Bytes (whole cells) of the objects that survived the last collection.</summary>
    internal static nuint LiveBytes;

    /// <summary>Objects that survived the last collection.</summary>
    internal static nuint LiveObjects;

    /// <summary>Longest time that a collection stopped the machine.</summary>
    internal static ulong LongestPause;

    /// <summary>When the last collection began, 0 before the first.</summary>
    internal static ulong LastStart;

    /// <summary>Time of the last collection.</summary>
    internal static ulong LastPause;

    /// <summary>Time of all collections.</summary>
    internal static ulong TotalPause;

    /// <summary>Mapped bytes of blocks (free ones in the cache included) and large objects.</summary>
    internal static nuint MappedBytes;

    /// <summary>Highest value of <see cref="MappedBytes"/>.</summary>
    internal static nuint PeakMappedBytes;

    /// <summary>Mapped bytes of the collector's tables.</summary>
    internal static nuint TableBytes;

    /// <summary>Blocks with a size class, cached ones not included.</summary>
    internal static nuint Blocks;

    /// <summary>Large objects.</summary>
    internal static nuint LargeObjects;

    /// <summary>Allocations that failed for want of memory.</summary>
    internal static ulong FailedAllocations;

    /// <summary>Times that the mark stack was full and a unit went to the list to be scanned again.</summary>
    internal static ulong MarkStackOverflows;

    /// <summary>Bytes of runs that are used up and of large objects; open runs are counted on demand.</summary>
    internal static ulong ClosedRunBytes;

    /// <summary>Bytes (whole cells) of all objects ever allocated.</summary>
    internal static ulong TotalAllocatedBytes => ClosedRunBytes + SmallAllocator.OpenRunBytes();

    /// <summary>Counts pages that were mapped for objects.</summary>
    internal static void AddMapped(nuint pages)
    {
        MappedBytes += pages * HeapGeometry.PageSize;
        if (MappedBytes > PeakMappedBytes)
            PeakMappedBytes = MappedBytes;
    }

    /// <summary>Counts pages that were given back.</summary>
    internal static void RemoveMapped(nuint pages) => MappedBytes -= pages * HeapGeometry.PageSize;
}
