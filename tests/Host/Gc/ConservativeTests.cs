using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>Words that may be pointers.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class ConservativeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(39)]
    public void InteriorPointersKeepSmallObjects(int offset)
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(4);
        heap.New(type);
        byte* instance = heap.New(type);
        heap.New(type);
        heap.Words[5] = instance + offset;
        GcHeap.Collect();
        Assert.Equal((nuint)1, GcStatistics.LiveObjects);
        Assert.True(FakeHeap.IsAlive(instance));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16_384)]
    [InlineData(70_000)]
    [InlineData(100_015)]
    public void InteriorPointersKeepLargeObjects(int offset)
    {
        using var heap = new FakeHeap();
        byte* instance = heap.New(heap.PlainArray(1), 100_000);
        heap.Words[0] = instance + offset;
        GcHeap.Collect();
        Assert.Equal((nuint)1, GcStatistics.LiveObjects);
        heap.Words[0] = instance + 100_024;
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
    }

    [Fact]
    public void EveryWordOfTheHeapCanStandOnTheStack()
    {
        using var heap = new FakeHeap();
        MethodTable* node = heap.Class(3, 1);
        MethodTable* large = heap.ReferenceArray();
        for (int round = 0; round < 4; round++)
        {
            for (int count = 0; count < 5000; count++)
            {
                byte* instance = heap.New(node);
                *FakeHeap.Field(instance, 1) = heap.Roots[0];
                if (count % 3 == 0)
                    heap.Roots[0] = instance;
            }
            for (int count = 0; count < 10; count++)
                heap.New(large, (uint)(1000 + count * 999));
            nuint top = (nuint)UnitTable.Top << HeapGeometry.UnitShift;
            nuint before = GcStatistics.LiveObjects;
            for (nuint offset = 0; offset < top; offset += 4)
            {
                byte* found = ConservativeMarker.FindObject(UnitTable.HeapBase + offset);
                if (found == null)
                    continue;
                Assert.True(*(MethodTable**)found == node || *(MethodTable**)found == large);
            }
            GcHeap.Collect();
            Assert.True(GcStatistics.LiveObjects > before);
            heap.Roots[0] = *FakeHeap.Field(heap.Roots[0], 1);
        }
    }

    [Fact]
    public void SweptAndUnusedCellsAreNoObjects()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(1);
        byte* dead = heap.New(type);
        byte* living = heap.New(type);
        heap.Roots[0] = living;
        Assert.True(ConservativeMarker.FindObject(dead) == dead);
        Assert.True(ConservativeMarker.FindObject(living + 24) == null);
        GcHeap.Collect();
        heap.Words[0] = dead;
        GcHeap.Collect();
        Assert.Equal((nuint)1, GcStatistics.LiveObjects);
        Assert.False(FakeHeap.IsAlive(dead));
    }

    [Fact]
    public void PointersOutsideTheHeapAreIgnored()
    {
        using var heap = new FakeHeap();
        heap.Words[0] = (byte*)-1;
        heap.Words[1] = UnitTable.HeapBase - 1;
        heap.Words[2] = UnitTable.HeapBase + GcPlatform.HeapSize;
        heap.Words[3] = UnitTable.HeapBase + GcPlatform.HeapSize - 1;
        heap.Words[4] = (byte*)1;
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
    }
}
