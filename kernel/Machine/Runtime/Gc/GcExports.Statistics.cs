using System.Runtime;

namespace Lodestar.Machine.Runtime.Gc;

/// <content>Figures.</content>
internal static unsafe partial class GcExports
{
    // TimeSpan.TicksPerSecond.
    private const ulong TimeSpanTicksPerSecond = 10_000_000;

    /// <summary>GC.GetTotalMemory: bytes alive after the last collection and bytes handed out since.</summary>
    [RuntimeExport("RhpGetGcTotalMemory")]
    internal static long GetTotalMemory() => (long)(GcStatistics.LiveBytes + Collector.BytesSinceCollection);

    /// <summary>GC.GetTotalAllocatedBytes.</summary>
    [RuntimeExport("RhGetTotalAllocatedBytes")]
    internal static long GetTotalAllocatedBytes() => (long)GcStatistics.TotalAllocatedBytes;

    /// <summary>GC.GetTotalAllocatedBytes(precise: true).</summary>
    [RuntimeExport("RhGetTotalAllocatedBytesPrecise")]
    internal static long GetTotalAllocatedBytesPrecise() => (long)GcStatistics.TotalAllocatedBytes;

    /// <summary>GC.GetAllocatedBytesForCurrentThread; all threads of a CPU share its context, and its count.</summary>
    [RuntimeExport("RhGetAllocatedBytesForCurrentThread")]
    internal static long GetAllocatedBytesForCurrentThread() => (long)GcStatistics.TotalAllocatedBytes;

    /// <summary>GC.GetTotalPauseDuration in TimeSpan ticks, 0 while the time-stamp counter's rate is unknown.</summary>
    [RuntimeExport("RhGetTotalPauseDuration")]
    internal static long GetTotalPauseDuration()
    {
        ulong frequency = GcPlatform.TimestampFrequency;
        if (frequency == 0)
            return 0;
        ulong seconds = GcStatistics.TotalPause / frequency;
        ulong rest = GcStatistics.TotalPause % frequency;
        return (long)(seconds * TimeSpanTicksPerSecond + rest * TimeSpanTicksPerSecond / frequency);
    }

    // GC.AddMemoryPressure collects when the last collection is long enough ago, measured in its length. The three times
    // have one unit, which is the runtime's choice: ticks of the time-stamp counter.

    /// <summary>The time now.</summary>
    [RuntimeExport("RhGetGCNow")]
    internal static long GetNow() => (long)GcPlatform.Timestamp();

    /// <summary>When the last collection began.</summary>
    [RuntimeExport("RhGetLastGCStartTime")]
    internal static long GetLastStartTime(int generation) => (long)GcStatistics.LastStart;

    /// <summary>How long the last collection took.</summary>
    [RuntimeExport("RhGetLastGCDuration")]
    internal static long GetLastDuration(int generation) => (long)GcStatistics.LastPause;

    /// <summary>Bytes of the heap's objects, which memory pressure is compared with.</summary>
    [RuntimeExport("RhGetCurrentObjSize")]
    internal static long GetCurrentObjectSize() => GetTotalMemory();

    /// <summary>GC.GetGCMemoryInfo.</summary>
    [RuntimeExport("RhGetMemoryInfo")]
    internal static void GetMemoryInfo(GcMemoryInfo* info, int kind)
    {
        long total = (long)GcPlatform.TotalMemoryBytes;
        long free = (long)(GcPlatform.AvailablePages * HeapGeometry.PageSize);
        long mapped = (long)GcStatistics.MappedBytes;
        long live = (long)GcStatistics.LiveBytes;
        info->HighMemoryLoadThresholdBytes = total;
        info->TotalAvailableMemoryBytes = total;
        info->MemoryLoadBytes = total - free;
        info->HeapSizeBytes = live;
        info->FragmentedBytes = mapped - live;
        info->TotalCommittedBytes = mapped + (long)GcStatistics.TableBytes;
        info->PromotedBytes = live;
        info->FinalizationPendingCount = (long)FinalizerQueue.ReadyCount;
        info->Index = GcStatistics.Collections;
    }
}
