using System;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.Machine.Runtime;

/// <summary>Figures of the collected heap since the boot.</summary>
/// <param name="Collections">Collections.</param>
/// <param name="AllocatedBytes">Bytes of all objects ever allocated.</param>
/// <param name="LiveBytes">Bytes of the objects that survived the last collection.</param>
/// <param name="MappedBytes">Bytes of memory that back the heap now.</param>
/// <param name="PeakMappedBytes">The most that ever did.</param>
/// <param name="TableBytes">Bytes of memory that back the collector's own tables; they grow with the heap, and stay.</param>
/// <param name="LongestPause">Longest time that a collection stopped everything else.</param>
public readonly record struct HeapReport(
    int Collections, ulong AllocatedBytes, ulong LiveBytes, ulong MappedBytes, ulong PeakMappedBytes, ulong TableBytes,
    TimeSpan LongestPause)
{
    /// <summary>The figures of this moment.</summary>
    public static HeapReport Take()
    {
        ulong frequency = GcPlatform.TimestampFrequency;
        double seconds = frequency == 0 ? 0 : (double)GcStatistics.LongestPause / frequency;
        return new HeapReport(
            GcStatistics.Collections,
            GcStatistics.TotalAllocatedBytes,
            GcStatistics.LiveBytes,
            GcStatistics.MappedBytes,
            GcStatistics.PeakMappedBytes,
            GcStatistics.TableBytes,
            TimeSpan.FromSeconds(seconds));
    }
}
