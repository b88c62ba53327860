namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// Regions of objects that the compiler laid out in the image. They never die, and what they refer to lives.
/// A region is a row of objects, each after its header word, up to a zero MethodTable word or the allocated end.
/// </summary>
internal static unsafe class FrozenSegments
{
    private const int Capacity = 128;

    private static FrozenSegment* s_segments;

    /// <summary>Bytes that <see cref="Initialize"/> takes.</summary>
    internal static nuint TableBytes => Capacity * (nuint)sizeof(FrozenSegment);

    /// <summary>Takes zeroed memory for the table over.</summary>
    internal static void Initialize(byte* table) => s_segments = (FrozenSegment*)table;

    /// <summary>Adds a region.</summary>
    /// <returns>Its entry, or null when the table is full.</returns>
    internal static FrozenSegment* Add(byte* start, byte* allocatedEnd)
    {
        for (FrozenSegment* segment = s_segments; segment < s_segments + Capacity; segment++)
        {
            if (segment->Start != null)
                continue;
            segment->Start = start;
            segment->AllocatedEnd = allocatedEnd;
            return segment;
        }
        return null;
    }

    /// <summary>Takes a region off again.</summary>
    internal static void Remove(FrozenSegment* segment) => segment->Start = null;

    /// <summary>Marks what the objects of all regions refer to.</summary>
    internal static void MarkReferences()
    {
        for (FrozenSegment* segment = s_segments; segment < s_segments + Capacity; segment++)
        {
            if (segment->Start != null)
                MarkReferences(segment->Start, segment->AllocatedEnd);
        }
    }

    private static void MarkReferences(byte* start, byte* end)
    {
        byte* instance = start + HeapGeometry.ObjectOffset;
        while (instance < end)
        {
            MethodTable* type = *(MethodTable**)instance;
            if (type == null)
                return;
            if (type->ContainsPointers)
                Marker.ScanReferences(instance, type);
            instance += HeapGeometry.AlignObject(type->SizeOf(instance));
        }
    }
}
