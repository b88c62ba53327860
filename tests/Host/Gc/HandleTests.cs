using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>Strong, weak, pinned and dependent handles.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class HandleTests
{
    [Theory]
    [InlineData(HandleTable.Normal, true)]
    [InlineData(HandleTable.Pinned, true)]
    [InlineData(HandleTable.Weak, false)]
    [InlineData(HandleTable.WeakTrackResurrection, false)]
    public void OnlyStrongHandlesKeepTheirObject(uint kind, bool keeps)
    {
        using var heap = new FakeHeap();
        byte* instance = heap.New(heap.Class(1));
        HandleSlot* handle = GcExports.HandleAlloc(instance, kind);
        Assert.True(*(byte**)handle == instance);
        GcHeap.Collect();
        Assert.Equal(keeps, GcExports.HandleGet(handle) != null);
        GcExports.HandleFree(handle);
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
    }

    [Fact]
    public void WeakHandlesKeepWhatLives()
    {
        using var heap = new FakeHeap();
        byte* instance = heap.New(heap.Class(1));
        HandleSlot* handle = GcExports.HandleAlloc(instance, HandleTable.Weak);
        heap.Words[0] = instance;
        GcHeap.Collect();
        Assert.True(handle->Target == instance);
    }

    [Fact]
    public void WeakHandlesOfDifferentLengthSeeFinalizationDifferently()
    {
        using var heap = new FakeHeap();
        byte* instance = (byte*)GcHeap.AllocateFinalizable(heap.FinalizableClass(1));
        HandleSlot* shortOne = GcExports.HandleAlloc(instance, HandleTable.Weak);
        HandleSlot* longOne = GcExports.HandleAlloc(instance, HandleTable.WeakTrackResurrection);
        GcHeap.Collect();
        Assert.True(shortOne->Target == null);
        Assert.True(longOne->Target == instance);
        Assert.True(GcExports.GetNextFinalizableObject() == instance);
        GcHeap.Collect();
        Assert.True(longOne->Target == null);
    }

    [Fact]
    public void SecondariesOfDependentHandlesLiveAsLongAsTheirPrimaries()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(1, 0);
        const int Length = 50;
        byte* first = heap.New(type);
        byte* primary = first;
        var handles = new HandleSlot*[Length];
        // A chain in both directions of the table, so that one pass is not enough.
        for (int index = 0; index < Length; index++)
        {
            byte* secondary = heap.New(type);
            byte* inner = heap.New(type);
            *FakeHeap.Field(secondary, 0) = inner;
            handles[index] = GcExports.HandleAllocDependent(null, secondary);
            GcExports.HandleSet(handles[index], primary);
            primary = inner;
        }
        heap.Roots[0] = first;
        GcHeap.Collect();
        Assert.Equal((nuint)(2 * Length + 1), GcStatistics.LiveObjects);
        byte* found;
        Assert.True(GcExports.HandleGetDependent(handles[0], (void**)&found) == first);
        Assert.True(found != null);
        heap.Roots[0] = null;
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
        Assert.True(GcExports.HandleGetDependent(handles[0], (void**)&found) == null);
        Assert.True(found == null);
    }

    [Fact]
    public void TenThousandHandlesAreReused()
    {
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(1);
        var handles = new HandleSlot*[10_000];
        for (int round = 0; round < 3; round++)
        {
            for (int index = 0; index < handles.Length; index++)
                handles[index] = GcExports.HandleAlloc(heap.New(type), HandleTable.Normal);
            GcHeap.Collect();
            Assert.Equal((nuint)handles.Length, GcStatistics.LiveObjects);
            foreach (HandleSlot* handle in handles)
                GcExports.HandleFree(handle);
        }
        Assert.Equal((nuint)0, HandleTable.InUse);
        Assert.Throws<System.InvalidOperationException>(() => GcExports.HandleFree(handles[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AChainOfDependentsTakesTimeInProportionToItsLength(bool madeFromItsStart)
    {
        const int Length = 100_000;
        using var heap = new FakeHeap();
        MethodTable* type = heap.Class(1);
        byte*[] nodes = new byte*[Length];
        byte* all = heap.Roots[0] = heap.New(heap.ReferenceArray(), Length);
        for (int index = 0; index < Length; index++)
        {
            nodes[index] = heap.New(type);
            FakeHeap.Field(all, 1)[index] = nodes[index];
        }
        for (int index = 0; index + 1 < Length; index++)
        {
            int at = madeFromItsStart ? index : Length - 2 - index;
            Assert.True(GcExports.HandleAllocDependent(nodes[at], nodes[at + 1]) != null);
        }
        heap.Roots[0] = nodes[0];
        var time = System.Diagnostics.Stopwatch.StartNew();
        GcHeap.Collect();
        // A walk through the table for each link would be seconds.
        Assert.True(time.ElapsedMilliseconds < 1000, $"{time.ElapsedMilliseconds} ms");
        Assert.Equal((nuint)Length, GcStatistics.LiveObjects);
        heap.Roots[0] = null;
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LiveObjects);
    }
}
