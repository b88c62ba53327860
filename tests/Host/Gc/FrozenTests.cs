using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>Objects in the image.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class FrozenTests
{
    [Fact]
    public void ReferencesOfFrozenObjectsAreRoots()
    {
        using var heap = new FakeHeap();
        MethodTable* text = heap.PlainArray(2, 22);
        MethodTable* holder = heap.Class(2, 1);
        byte* region = (byte*)heap.AllocateNative(256);
        byte* first = region + 8;
        *(MethodTable**)first = text;
        *(uint*)(first + 8) = 5;
        byte* second = first + 32;
        *(MethodTable**)second = holder;
        *FakeHeap.Field(second, 1) = heap.New(holder);
        *FakeHeap.Field(*FakeHeap.Field(second, 1), 1) = first;
        *FakeHeap.Field(second, 0) = heap.New(holder);
        FrozenSegment* segment = GcExports.RegisterFrozenSegment(region, 256, 256, 256);
        heap.Words[0] = first;
        GcHeap.Collect();
        Assert.Equal((nuint)1, GcStatistics.LiveObjects);
        GcExports.UpdateFrozenSegment(segment, second, second);
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
        GcExports.UnregisterFrozenSegment(segment);
    }
}
