using System;
using System.Collections.Generic;
using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>Size classes, cells, their zeroing and their reuse.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class AllocationTests
{
    [Fact]
    public void SizeClassesWasteAtMostAnEighthInTheGeometricPart()
    {
        using var heap = new FakeHeap();
        long* offsets = GcNative.GetSizeClassOffsets();
        for (uint size = 24; size <= SizeClasses.LargestCell; size += 8)
        {
            nuint cell = ClassOf(offsets[size / 8])->CellSize;
            Assert.True(cell >= size);
            if (size <= 128)
                Assert.Equal(size, (uint)cell);
            else if (size <= 2016)
                Assert.True(cell - size <= size / 8 + 8, $"{size} in {cell}");
        }
        for (uint size = SizeClasses.LargestCell + 8; size <= SizeClasses.FastPathLimit; size += 8)
            Assert.Equal(0, offsets[size / 8]);
        Assert.Equal((nuint)SizeClasses.LargestCell, ClassOf((SizeClasses.Count - 1) * sizeof(ClassContext))->CellSize);
    }

    [Fact]
    public void DivisionByReciprocalIsExact()
    {
        using var heap = new FakeHeap();
        var block = (BlockHeader*)heap.AllocateNative(HeapGeometry.UnitSize);
        for (int sizeClass = 1; sizeClass < SizeClasses.Count; sizeClass++)
        {
            uint wrong = 0;
            uint cell = (uint)ClassOf(sizeClass * sizeof(ClassContext))->CellSize;
            BlockHeader.Initialize(block, sizeClass, cell, true);
            Assert.True(block->CellCount <= BlockHeader.BitmapWords * 64);
            for (uint offset = 0; offset < BlockHeader.CellBytes; offset++)
            {
                if (BlockHeader.IndexOf(block, (byte*)block + BlockHeader.Size + offset) != offset / cell)
                    wrong++;
            }
            Assert.Equal(0u, wrong);
        }
    }

    [Fact]
    public void ObjectsOfEverySizeAreZeroedAlignedAndApart()
    {
        using var heap = new FakeHeap();
        MethodTable* bytes = heap.PlainArray(1);
        var ranges = new SortedDictionary<nint, uint>();
        for (uint length = 0; length < 9000; length += 29)
        {
            byte* instance = heap.New(bytes, length);
            Assert.True(instance != null);
            Assert.Equal(0, (nint)instance % 8);
            Assert.Equal(0u, *(uint*)(instance - 4));
            Assert.True(*(MethodTable**)instance == bytes);
            Assert.Equal(length, *(uint*)(instance + 8));
            var content = new Span<byte>(instance + 16, (int)length);
            Assert.Equal(-1, content.IndexOfAnyExcept((byte)0));
            content.Fill(0xff);
            ranges.Add((nint)instance - 8, length + 24);
        }
        nint end = 0;
        foreach ((nint start, uint size) in ranges)
        {
            Assert.True(start >= end);
            end = start + (nint)size;
        }
        // Nothing was freed and used again in between.
        Assert.Equal(0, GcStatistics.Collections);
    }

    [Fact]
    public void DeadCellsAreReusedAndZeroed()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(4);
        for (int round = 0; round < 20; round++)
        {
            for (int count = 0; count < 1000; count++)
            {
                byte* instance = heap.New(type);
                for (int field = 0; field < 4; field++)
                {
                    Assert.True(*FakeHeap.Field(instance, field) == null);
                    *FakeHeap.Field(instance, field) = (byte*)-1;
                }
                if (count % 10 == 0)
                    heap.Roots[count / 10 % FakeHeap.RootCount] = instance;
            }
            GcHeap.Collect();
            Assert.Equal((nuint)FakeHeap.RootCount, GcStatistics.LiveObjects);
        }
        Assert.True(GcStatistics.PeakMappedBytes < 64 * HeapGeometry.UnitSize);
    }

    [Fact]
    public void AllocatedBytesAreCountedExactly()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(2);
        ulong before = GcStatistics.TotalAllocatedBytes;
        for (int count = 0; count < 1000; count++)
            heap.New(type);
        Assert.Equal(before + 32_000, GcStatistics.TotalAllocatedBytes);
        GcHeap.Collect();
        Assert.Equal(before + 32_000, GcStatistics.TotalAllocatedBytes);
    }

    [Fact]
    public void GarbageIsCollectedWithoutAskingAndMemoryStaysBounded()
    {
        using var heap = new FakeHeap(pages: 2048);
        MethodTable* type = heap.Class(12);
        for (int count = 0; count < 1_000_000; count++)
            Assert.True(heap.New(type) != null);
        Assert.True(GcStatistics.Collections > 10);
        Assert.True(GcStatistics.TotalAllocatedBytes >= 112_000_000);
    }

    private static ClassContext* ClassOf(long offset) =>
        (ClassContext*)((byte*)GcNative.GetAllocationContext() + offset);
}
