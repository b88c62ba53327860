using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>The stress mode.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class StressTests
{
    [Fact]
    public void EveryNthAllocationCollects()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(1);
        GcStress.Enable(5);
        for (int count = 0; count < 1000; count++)
            heap.New(type);
        Assert.Equal(200, GcStatistics.Collections);
    }

    [Fact]
    public void TheFastPathFindsNoRun()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(1);
        heap.New(type);
        GcStress.Enable(1000);
        ClassContext* first = AllocationContext.ClassOf(GcNative.GetAllocationContext(), 1);
        for (int count = 0; count < 100; count++)
        {
            Assert.True(first->Next >= first->Limit);
            heap.New(type);
        }
        GcStress.Enable(0);
        heap.New(type);
        Assert.True(first->Next < first->Limit);
    }

    [Fact]
    public void DeadObjectsArePoisoned()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(1);
        heap.Roots[0] = heap.New(type);
        byte* dead = heap.New(type);
        GcStress.Enable(1000);
        GcHeap.Collect();
        Assert.Equal(GcStress.Poison, *(ulong*)dead);
        Assert.True(*(MethodTable**)heap.Roots[0] == type);
    }
}
