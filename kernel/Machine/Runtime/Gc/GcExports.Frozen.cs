using System.Runtime;

namespace Lodestar.Machine.Runtime.Gc;

/// <content>Frozen objects.</content>
internal static unsafe partial class GcExports
{
    /// <summary>Registers a region of frozen objects; null when there is no room for another.</summary>
    [RuntimeExport("RhRegisterFrozenSegment")]
    internal static FrozenSegment* RegisterFrozenSegment(
        byte* start, nuint allocatedBytes, nuint committedBytes, nuint reservedBytes) =>
        FrozenSegments.Add(start, start + allocatedBytes);

    /// <summary>Objects were added to a region.</summary>
    [RuntimeExport("RhUpdateFrozenSegment")]
    internal static void UpdateFrozenSegment(FrozenSegment* segment, byte* allocatedEnd, byte* committedEnd) =>
        segment->AllocatedEnd = allocatedEnd;

    /// <summary>Forgets a region.</summary>
    [RuntimeExport("RhUnregisterFrozenSegment")]
    internal static void UnregisterFrozenSegment(FrozenSegment* segment) => FrozenSegments.Remove(segment);
}
