using System;
using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>Little memory, fragmentation, and the end of memory.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class MemoryPressureTests
{
    private const nuint SmallMachine = 1024;

    [Theory]
    [InlineData(100u)]
    [InlineData(3000u)]
    [InlineData(50_000u)]
    public void FullMemoryGivesNullAndHealsOnceObjectsDie(uint length)
    {
        using var heap = new FakeHeap(SmallMachine);
        MethodTable* node = heap.Class(2, 0, 1);
        MethodTable* bytes = heap.PlainArray(1);
        nuint mapped = GcPlatform.MappedPages;
        for (int round = 0; round < 5; round++)
        {
            int count = 0;
            while (true)
            {
                byte* payload = heap.New(bytes, length);
                heap.Words[0] = payload;
                byte* link = payload == null ? null : heap.New(node);
                if (link == null)
                    break;
                *FakeHeap.Field(link, 0) = heap.Roots[0];
                *FakeHeap.Field(link, 1) = payload;
                heap.Roots[0] = link;
                count++;
            }
            Assert.True(count * (length + 24) > 2 << 20);
            // What handles the exception can allocate.
            for (int size = 0; size < 10; size++)
                Assert.True(heap.New(heap.Class(10 + size * 3)) != null);
            heap.Roots[0] = null;
            heap.Words[0] = null;
        }
        GcHeap.Collect();
        Assert.True(GcPlatform.MappedPages <= mapped + 128);
        Assert.True(heap.New(bytes, 3 << 20) != null);
    }

    [Fact]
    public void FragmentationHealsAcrossSizeClasses()
    {
        using var heap = new FakeHeap(SmallMachine);
        MethodTable* bytes = heap.PlainArray(1);
        // Fill with one size, keep every 100th object, then need the memory for other sizes.
        for (uint length = 8; length < 3500; length += 431)
        {
            int kept = 0;
            for (int count = 0; count < 20_000; count++)
            {
                byte* instance = heap.New(bytes, length);
                Assert.True(instance != null);
                if (count % 100 == 0)
                    heap.Roots[kept++ % FakeHeap.RootCount] = instance;
            }
        }
        for (int root = 0; root < FakeHeap.RootCount; root++)
            heap.Roots[root] = null;
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.Blocks);
        Assert.True(heap.New(bytes, 3 << 20) != null);
    }

    [Fact]
    public void CachedBlocksGiveWayToALargeObject()
    {
        using var heap = new FakeHeap(SmallMachine);
        MethodTable* node = heap.Class(2);
        for (int count = 0; count < 20_000; count++)
            heap.New(node);
        GcHeap.Collect();
        nuint free = GcPlatform.AvailablePages;
        Assert.True(BlockPool.CachedCount > BlockPool.ReserveBlocks);
        Assert.True(heap.New(heap.PlainArray(1), (uint)(free + 16) * HeapGeometry.PageSize) != null);
    }

    [Fact]
    public void TablesGrowIntoTheMemoryOfGarbage()
    {
        using var heap = new FakeHeap(SmallMachine);
        FillWithGarbage(heap);
        // More handles than fit into the pages that the table has.
        for (int count = 0; count < 1000; count++)
            Assert.True(GcExports.HandleAlloc(null, HandleTable.Normal) != null);
        FillWithGarbage(heap);
        Assert.True(GcHeap.AllocateFinalizable(heap.FinalizableClass(1)) != null);
        FillWithGarbage(heap);
        for (int count = 0; count < 1000; count++)
            Assert.True(GcExports.HandleAllocDependent(null, null) != null);
    }

    // Leaves no page free, and no collection due: half of the memory is alive, the other half is not.
    private static void FillWithGarbage(FakeHeap heap)
    {
        MethodTable* bytes = heap.PlainArray(1);
        heap.Roots[0] = null;
        GcHeap.Collect();
        BlockPool.TrimCache();
        heap.Roots[0] = heap.New(bytes, (uint)(GcPlatform.AvailablePages / 2 + 16) * HeapGeometry.PageSize);
        GcHeap.Collect();
        while (GcPlatform.AvailablePages > 0)
            Assert.True(heap.New(bytes, (uint)(Math.Min(GcPlatform.AvailablePages, 8) * HeapGeometry.PageSize - 256)) != null);
        Assert.False(Collector.IsBudgetSpent);
    }

    [Fact]
    public void TenMillionObjectsFitThroughAMachineOf32Mebibytes()
    {
        using var heap = new FakeHeap(8192);
        MethodTable* node = heap.Class(3, 0);
        MethodTable* bytes = heap.PlainArray(1);
        for (int count = 0; count < 10_000_000; count++)
        {
            byte* instance = (count & 1) == 0 ? heap.New(node) : heap.New(bytes, 150);
            if (instance == null)
                Assert.Fail("out of memory");
            heap.Roots[count & (FakeHeap.RootCount - 1)] = instance;
        }
        Assert.True(GcStatistics.TotalAllocatedBytes > 1_000_000_000);
        Assert.True(GcStatistics.PeakMappedBytes < 32 << 20);
    }
}
