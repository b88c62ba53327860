using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>
/// Weak references, short and long. A stack that is read conservatively may keep a few dead objects alive, so the tests
/// make many and require that most die; what is reachable has to live without exception.
/// </summary>
public static class WeakReferenceTests
{
    private const int Count = 200;
    private const int Most = 180;

    private sealed class Item(int number)
    {
        public int Number { get; } = number;
    }

    private sealed class Revenant(int number)
    {
        public static Revenant? Last;

        public int Number { get; } = number;

        ~Revenant() => Last = this;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Item>[] MakeUnreachable()
    {
        WeakReference<Item>[] references = new WeakReference<Item>[Count];
        for (int i = 0; i < Count; i++)
        {
            references[i] = new WeakReference<Item>(new Item(i));
        }
        return references;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Alive(WeakReference<Item>[] references)
    {
        int alive = 0;
        foreach (WeakReference<Item> reference in references)
        {
            alive += reference.TryGetTarget(out _) ? 1 : 0;
        }
        return alive;
    }

    [Test]
    public static void TargetsDieWhenNothingElseHoldsThem()
    {
        WeakReference<Item>[] references = MakeUnreachable();
        Garbage.CollectAndFinalize();
        Check.AtMost(Count - Most, Alive(references));
    }

    [Test]
    public static void TargetsLiveWhileSomethingHoldsThem()
    {
        Item[] items = new Item[Count];
        WeakReference<Item>[] references = new WeakReference<Item>[Count];
        for (int i = 0; i < Count; i++)
        {
            items[i] = new Item(i);
            references[i] = new WeakReference<Item>(items[i]);
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            Check.That(references[i].TryGetTarget(out Item? target));
            Check.Same(items[i], target);
            Check.Equal(i, target.Number);
        }
        GC.KeepAlive(items);
    }

    [Test]
    public static void HalfReleased()
    {
        (WeakReference<Item>[] references, Item?[] kept) = MakeEverySecondUnreachable();
        Garbage.CollectAndFinalize();
        Garbage.CollectAndOverwrite();
        int dead = 0;
        for (int i = 0; i < Count; i++)
        {
            bool alive = references[i].TryGetTarget(out Item? target);
            if (i % 2 == 0)
            {
                Check.Equal(i, target!.Number);
            }
            else
            {
                dead += alive ? 0 : 1;
            }
        }
        Check.AtLeast(Most / 2, dead);
        GC.KeepAlive(kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference<Item>[] References, Item?[] Kept) MakeEverySecondUnreachable()
    {
        WeakReference<Item>[] references = new WeakReference<Item>[Count];
        Item?[] kept = new Item?[Count];
        for (int i = 0; i < Count; i++)
        {
            Item item = new(i);
            references[i] = new WeakReference<Item>(item);
            kept[i] = i % 2 == 0 ? item : null;
        }
        return (references, kept);
    }

    [Test]
    public static void TargetCanBeReplaced()
    {
        Item first = new(1);
        Item second = new(2);
        WeakReference reference = new(first);
        Check.Same(first, reference.Target);
        Check.That(!reference.TrackResurrection);
        reference.Target = second;
        Garbage.CollectAndOverwrite();
        Check.That(reference.IsAlive);
        Check.Same(second, reference.Target);
        reference.Target = null;
        Check.That(!reference.IsAlive);
        GC.KeepAlive(second);
        GC.KeepAlive(first);
    }

    [Test]
    public static void ShortReferencesDieBeforeTheFinalizerAndLongOnesAfter()
    {
        (WeakReference[] shorts, WeakReference[] longs) = MakeRevenants();
        Garbage.ClearStack(32);
        GC.Collect();
        int shortAlive = CountAlive(shorts), longAlive = CountAlive(longs);
        Check.AtMost(Count - Most, shortAlive);
        Check.AtLeast(Most, longAlive);
        GC.WaitForPendingFinalizers();
        Revenant.Last = null;
        Garbage.CollectAndFinalize();
        Revenant.Last = null;
        Garbage.CollectAndFinalize();
        Check.AtMost(Count - Most, CountAlive(longs));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference[] Shorts, WeakReference[] Longs) MakeRevenants()
    {
        WeakReference[] shorts = new WeakReference[Count];
        WeakReference[] longs = new WeakReference[Count];
        for (int i = 0; i < Count; i++)
        {
            Revenant item = new(i);
            shorts[i] = new WeakReference(item);
            longs[i] = new WeakReference(item, trackResurrection: true);
        }
        return (shorts, longs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountAlive(WeakReference[] references)
    {
        int alive = 0;
        foreach (WeakReference reference in references)
        {
            alive += reference.IsAlive ? 1 : 0;
        }
        return alive;
    }

    [Test]
    public static void DeadReferencesThemselvesAreReused()
    {
        for (int round = 0; round < 20; round++)
        {
            MakeUnreachable();
            if (round % 5 == 0)
            {
                Garbage.CollectAndFinalize();
            }
        }
        Item item = new(9);
        WeakReference<Item> last = new(item);
        GC.Collect();
        Check.That(last.TryGetTarget(out Item? target) && target.Number == 9);
        GC.KeepAlive(item);
    }

    [Test]
    public static void CyclesDie()
    {
        WeakReference[] references = MakeCycles();
        Garbage.CollectAndFinalize();
        Check.AtMost(Count - Most, CountAlive(references));
    }

    private sealed class Node
    {
        public Node? Next;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] MakeCycles()
    {
        WeakReference[] references = new WeakReference[Count];
        for (int i = 0; i < Count; i++)
        {
            Node first = new();
            first.Next = new Node { Next = new Node { Next = first } };
            references[i] = new WeakReference(first);
        }
        return references;
    }
}
