using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Dependent handles: the dependent lives as long as the target, also through chains and in spite of cycles.</summary>
public static class DependentHandleTests
{
    private const int Count = 200;
    private const int Most = 180;

    private sealed class Item(int number)
    {
        public int Number { get; } = number;
    }

    [Test]
    public static void DependentLivesWithItsTarget()
    {
        Item key = new(1);
        DependentHandle handle = Make(key);
        Garbage.CollectAndOverwrite();
        Check.Same(key, handle.Target);
        Check.Equal(2, ((Item)handle.Dependent!).Number);
        handle.Dispose();
        Check.That(!handle.IsAllocated);
        GC.KeepAlive(key);
        [MethodImpl(MethodImplOptions.NoInlining)]
        static DependentHandle Make(Item key) => new(key, new Item(2));
    }

    [Test]
    public static void HandlesChain()
    {
        // The dependent of one handle is the target of the next: marking has to repeat until nothing new is found, in any order.
        const int Length = 100;
        Item first = new(0);
        DependentHandle[] handles = MakeChain(first, Length);
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Length; i++)
        {
            Check.Equal(i, ((Item)handles[i].Target!).Number);
            Check.Equal(i + 1, ((Item)handles[i].Dependent!).Number);
        }
        foreach (DependentHandle handle in handles)
        {
            handle.Dispose();
        }
        GC.KeepAlive(first);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DependentHandle[] MakeChain(Item first, int length)
    {
        Item[] items = new Item[length + 1];
        items[0] = first;
        for (int i = 1; i <= length; i++)
        {
            items[i] = new Item(i);
        }
        DependentHandle[] handles = new DependentHandle[length];
        for (int step = 0; step < length; step++)
        {
            int i = (step % 2 == 0) ? step / 2 : length - 1 - step / 2;
            handles[i] = new DependentHandle(items[i], items[i + 1]);
        }
        return handles;
    }

    [Test]
    public static void DependentsDieWithTheirTargets()
    {
        (DependentHandle[] handles, WeakReference[] dependents) = MakeUnreachable();
        Garbage.CollectAndFinalize();
        int dead = 0;
        foreach (WeakReference dependent in dependents)
        {
            dead += dependent.IsAlive ? 0 : 1;
        }
        Check.AtLeast(Most, dead);
        foreach (DependentHandle handle in handles)
        {
            handle.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (DependentHandle[] Handles, WeakReference[] Dependents) MakeUnreachable()
    {
        DependentHandle[] handles = new DependentHandle[Count];
        WeakReference[] dependents = new WeakReference[Count];
        for (int i = 0; i < Count; i++)
        {
            // The dependent refers back to its target, which must not keep the pair alive.
            Item key = new(i);
            object[] dependent = [key];
            handles[i] = new DependentHandle(key, dependent);
            dependents[i] = new WeakReference(dependent);
        }
        return (handles, dependents);
    }
}
