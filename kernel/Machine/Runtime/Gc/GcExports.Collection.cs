using System.Runtime;

namespace Lodestar.Machine.Runtime.Gc;

/// <content>Collecting, generations and modes.</content>
internal static unsafe partial class GcExports
{
    // One generation: every collection is a full one.
    private const int OnlyGeneration = 0;
    private const int HighestCountedGeneration = 2;

    // GC.GetGeneration of objects outside the heap.
    private const int FrozenGeneration = int.MaxValue;

    private const int SetLatencyModeSucceeded = 0;

    // GCSettings.LatencyMode; a wish that changes nothing here, kept so that it can be read back.
    private static int s_latencyMode;

    /// <summary>GC.Collect: always a full, blocking collection.</summary>
    [RuntimeExport("RhpCollect")]
    internal static void Collect(int generation, int mode, int lowMemory) => GcHeap.Collect();

    /// <summary>GC.CollectionCount. CoreLib asks for generation 2 to notice collections, so it is counted there too.</summary>
    [RuntimeExport("RhGetGcCollectionCount")]
    internal static int GetCollectionCount(int generation, bool special) =>
        generation <= HighestCountedGeneration ? GcStatistics.Collections : 0;

    /// <summary>GC.MaxGeneration.</summary>
    [RuntimeExport("RhGetMaxGcGeneration")]
    internal static int GetMaxGeneration() => OnlyGeneration;

    /// <summary>GC.GetGeneration.</summary>
    [RuntimeExport("RhGetGeneration")]
    internal static int GetGeneration(void* instance) =>
        (nuint)instance - (nuint)GcPlatform.HeapBase < GcPlatform.HeapSize ? OnlyGeneration : FrozenGeneration;

    /// <summary>Whether the running collection has found the object alive.</summary>
    [RuntimeExport("RhIsPromoted")]
    internal static bool IsPromoted(void* instance) => Marker.IsMarked(instance);

    /// <summary>GCSettings.IsServerGC.</summary>
    [RuntimeExport("RhIsServerGc")]
    internal static bool IsServerGc() => false;

    /// <summary>GCSettings.LatencyMode.</summary>
    [RuntimeExport("RhGetGcLatencyMode")]
    internal static int GetLatencyMode() => s_latencyMode;

    /// <summary>GCSettings.LatencyMode.</summary>
    [RuntimeExport("RhSetGcLatencyMode")]
    internal static int SetLatencyMode(int mode)
    {
        s_latencyMode = mode;
        return SetLatencyModeSucceeded;
    }

    /// <summary>
    /// Reports slots of a frame to the collector. They lie on the caller's stack, which is scanned word by word
    /// anyway, so there is nothing to remember.
    /// </summary>
    [RuntimeExport("RhRegisterForGCReporting")]
    internal static void RegisterForGCReporting(void* registration)
    {
    }

    /// <summary>See <see cref="RegisterForGCReporting"/>.</summary>
    [RuntimeExport("RhUnregisterForGCReporting")]
    internal static void UnregisterForGCReporting(void* registration)
    {
    }
}
