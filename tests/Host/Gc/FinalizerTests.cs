using System.Collections.Generic;
using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>When objects come up for finalization, and what they keep alive until then.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class FinalizerTests
{
    [Fact]
    public void DeadObjectsComeUpOnceInOrderAndThenDie()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.FinalizableClass(2, 0);
        MethodTable* leaf = heap.Class(1);
        var expected = new List<nint>();
        for (int count = 0; count < 2000; count++)
        {
            byte* instance = (byte*)GcHeap.AllocateFinalizable(type);
            *FakeHeap.Field(instance, 0) = heap.New(leaf);
            expected.Add((nint)instance);
        }
        GcHeap.Collect();
        Assert.Equal((nuint)2000, FinalizerQueue.ReadyCount);
        Assert.Equal((nuint)4000, GcStatistics.LiveObjects);
        GcHeap.Collect();
        Assert.Equal((nuint)4000, GcStatistics.LiveObjects);
        foreach (nint instance in expected)
            Assert.Equal(instance, (nint)GcExports.GetNextFinalizableObject());
        Assert.True(GcExports.GetNextFinalizableObject() == null);
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
        Assert.Equal((nuint)0, FinalizerQueue.RegisteredCount);
    }

    [Fact]
    public void LivingObjectsAreNotFinalized()
    {
        using var heap = new FakeHeap();
        heap.Roots[0] = (byte*)GcHeap.AllocateFinalizable(heap.FinalizableClass(1));
        GcHeap.Collect();
        Assert.True(GcExports.GetNextFinalizableObject() == null);
        Assert.Equal((nuint)1, FinalizerQueue.RegisteredCount);
    }

    [Fact]
    public void ObjectsThatReferToEachOtherAreFinalizedInTheSameRound()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.FinalizableClass(1, 0);
        byte* inner = (byte*)GcHeap.AllocateFinalizable(type);
        byte* outer = (byte*)GcHeap.AllocateFinalizable(type);
        *FakeHeap.Field(outer, 0) = inner;
        GcHeap.Collect();
        Assert.Equal((nuint)2, FinalizerQueue.ReadyCount);
    }

    [Fact]
    public void SuppressedObjectsDieAndCanRegisterAgain()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.FinalizableClass(1);
        byte* dying = (byte*)GcHeap.AllocateFinalizable(type);
        byte* changed = (byte*)GcHeap.AllocateFinalizable(type);
        GcExports.SuppressFinalize(dying);
        GcExports.SuppressFinalize(changed);
        Assert.True(GcExports.ReRegisterForFinalize(changed));
        GcHeap.Collect();
        Assert.Equal((nuint)1, GcStatistics.LiveObjects);
        Assert.True(GcExports.GetNextFinalizableObject() == changed);
        Assert.True(GcExports.GetNextFinalizableObject() == null);
    }

    [Fact]
    public void AResurrectedObjectIsFinalizedAgainOnlyIfItAsks()
    {
        using var heap = new FakeHeap();
        heap.Roots[0] = null;
        byte* instance = (byte*)GcHeap.AllocateFinalizable(heap.FinalizableClass(1));
        GcHeap.Collect();
        heap.Roots[0] = (byte*)GcExports.GetNextFinalizableObject();
        Assert.True(heap.Roots[0] == instance);
        GcHeap.Collect();
        Assert.True(FakeHeap.IsAlive(instance));
        Assert.True(GcExports.ReRegisterForFinalize(instance));
        heap.Roots[0] = null;
        GcHeap.Collect();
        Assert.True(GcExports.GetNextFinalizableObject() == instance);
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
    }

    [Fact]
    public void SuppressingWhileWaitingForTheFinalizerWorks()
    {
        using var heap = new FakeHeap();
        byte* instance = (byte*)GcHeap.AllocateFinalizable(heap.FinalizableClass(1));
        GcHeap.Collect();
        GcExports.SuppressFinalize(instance);
        Assert.True(GcExports.GetNextFinalizableObject() == null);
    }
}
