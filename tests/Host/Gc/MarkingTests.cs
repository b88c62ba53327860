using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>What keeps objects alive: every shape of GCDesc, and graphs that would overflow a stack.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class MarkingTests
{
    [Fact]
    public void OnlyReferenceFieldsOfAClassAreFollowed()
    {
        using var heap = new FakeHeap();
        MethodTable* holder = heap.Class(6, 0, 2, 3, 5);
        MethodTable* leaf = heap.Class(1);
        byte* instance = heap.New(holder);
        heap.Roots[0] = instance;
        for (int field = 0; field < 6; field++)
            *FakeHeap.Field(instance, field) = heap.New(leaf);
        GcHeap.Collect();
        for (int field = 0; field < 6; field++)
            Assert.Equal(field is 0 or 2 or 3 or 5, FakeHeap.IsAlive(*FakeHeap.Field(instance, field)));
        Assert.Equal((nuint)5, GcStatistics.LiveObjects);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(100u)]
    [InlineData(5000u)]
    public void ElementsOfAReferenceArrayAreFollowed(uint length)
    {
        using var heap = new FakeHeap();
        MethodTable* leaf = heap.Class(1);
        byte* array = heap.New(heap.ReferenceArray(), length);
        heap.Roots[0] = array;
        for (int index = 0; index < length; index++)
            *FakeHeap.Field(array, 1 + index) = heap.New(leaf);
        GcHeap.Collect();
        Assert.Equal((nuint)length + 1, GcStatistics.LiveObjects);
    }

    [Theory]
    [InlineData(new[] { true, false })]
    [InlineData(new[] { false, true })]
    [InlineData(new[] { false, true, true, false, false, true, false })]
    [InlineData(new[] { true, false, true })]
    public void ReferencesInsideStructElementsAreFollowed(bool[] map)
    {
        using var heap = new FakeHeap();
        const int Length = 37;
        MethodTable* leaf = heap.Class(1);
        byte* array = heap.New(heap.StructArray(map), Length);
        heap.Roots[0] = array;
        for (int index = 0; index < Length * map.Length; index++)
            *FakeHeap.Field(array, 1 + index) = heap.New(leaf);
        GcHeap.Collect();
        for (int index = 0; index < Length * map.Length; index++)
            Assert.Equal(map[index % map.Length], FakeHeap.IsAlive(*FakeHeap.Field(array, 1 + index)));
    }

    [Fact]
    public void CyclesDieTogether()
    {
        using var heap = new FakeHeap();
        MethodTable* node = heap.Class(1, 0);
        byte* first = heap.New(node);
        byte* second = heap.New(node);
        *FakeHeap.Field(first, 0) = second;
        *FakeHeap.Field(second, 0) = first;
        heap.Roots[0] = second;
        GcHeap.Collect();
        Assert.Equal((nuint)2, GcStatistics.LiveObjects);
        heap.Roots[0] = null;
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
    }

    [Fact]
    public void AListOfAMillionNodesIsMarked()
    {
        using var heap = new FakeHeap();
        MethodTable* node = heap.Class(2, 0);
        for (int count = 0; count < 1_000_000; count++)
        {
            byte* next = heap.New(node);
            *FakeHeap.Field(next, 0) = heap.Roots[0];
            heap.Roots[0] = next;
        }
        GcHeap.Collect();
        Assert.Equal((nuint)1_000_000, GcStatistics.LiveObjects);
        Assert.Equal(0UL, GcStatistics.MarkStackOverflows);
    }

    [Fact]
    public void AWideArrayOfListsOverflowsTheMarkStackAndIsMarked()
    {
        using var heap = new FakeHeap();
        const int Width = 50_000;
        const int Depth = 4;
        MethodTable* node = heap.Class(3, 0, 2);
        byte* array = heap.New(heap.ReferenceArray(), Width);
        heap.Roots[0] = array;
        for (int level = 0; level < Depth; level++)
        {
            for (int index = 0; index < Width; index++)
            {
                byte* instance = heap.New(node);
                *FakeHeap.Field(instance, 2) = *FakeHeap.Field(array, 1 + index);
                *FakeHeap.Field(array, 1 + index) = instance;
            }
        }
        GcHeap.Collect();
        Assert.Equal((nuint)(Width * Depth + 1), GcStatistics.LiveObjects);
        Assert.True(GcStatistics.MarkStackOverflows > 0);
    }

    [Fact]
    public void AWideTreeOfLargeArraysIsMarked()
    {
        using var heap = new FakeHeap(pages: 256 * 1024);
        const uint Width = 6000;
        MethodTable* array = heap.ReferenceArray();
        byte* root = heap.New(array, Width);
        heap.Roots[0] = root;
        for (int index = 0; index < Width; index++)
        {
            byte* child = heap.New(array, 600);
            *FakeHeap.Field(root, 1 + index) = child;
            *FakeHeap.Field(child, 600) = heap.New(array, 1);
        }
        GcHeap.Collect();
        Assert.Equal((nuint)(2 * Width + 1), GcStatistics.LiveObjects);
    }
}
