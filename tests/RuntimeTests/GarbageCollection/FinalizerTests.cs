using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Finalizers: they run once for what died, not for what lives, and see their objects intact.</summary>
public static class FinalizerTests
{
    private const int Count = 300;
    private const int Most = 270;

    private class Counted
    {
        public static int Finalized;

        ~Counted() => Finalized++;
    }

    private sealed class Derived : Counted
    {
        public static int DerivedFinalized;

        ~Derived() => DerivedFinalized++;
    }

    private sealed class WithGraph(int number)
    {
        public static int Intact;
        public static int Broken;

        private readonly string _text = "number " + number.ToString();
        private readonly List<int> _items = [number, number + 1];

        ~WithGraph()
        {
            if (_text == "number " + _items[0].ToString() && _items[1] == _items[0] + 1)
            {
                Intact++;
            }
            else
            {
                Broken++;
            }
        }
    }

    private sealed class Linked(Linked? next)
    {
        public static int Finalized;
        public static int NextWasBroken;

        private readonly string _name = new('l', 4);
        private readonly Linked? _next = next;

        ~Linked()
        {
            Finalized++;
            NextWasBroken += _next is null || _next._name == "llll" ? 0 : 1;
        }
    }

    private sealed class Suppressed : IDisposable
    {
        public static int Finalized;

        public void Dispose() => GC.SuppressFinalize(this);

        ~Suppressed() => Finalized++;
    }

    private sealed class Allocating
    {
        public static readonly List<string> Made = [];

        ~Allocating() => Made.Add("made " + Made.Count.ToString());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(Func<int, object> make)
    {
        for (int i = 0; i < Count; i++)
        {
            Opaque.Value(make(i));
        }
    }

    [Test]
    public static void RunForWhatDied()
    {
        int before = Counted.Finalized;
        Drop(i => new Counted());
        Garbage.CollectAndFinalize();
        Check.AtLeast(Most, Counted.Finalized - before);
        Check.AtMost(Count, Counted.Finalized - before);
    }

    [Test]
    public static void DoNotRunForWhatLives()
    {
        Garbage.CollectAndFinalize();
        int before = Linked.Finalized;
        Linked? chain = null;
        for (int i = 0; i < Count; i++)
        {
            chain = new Linked(chain);
        }
        Garbage.CollectAndFinalize();
        Check.Equal(before, Linked.Finalized);
        GC.KeepAlive(chain);
    }

    [Test]
    public static void BaseFinalizerRunsToo()
    {
        int before = Derived.DerivedFinalized;
        Drop(i => new Derived());
        Garbage.CollectAndFinalize();
        Check.AtLeast(Most, Derived.DerivedFinalized - before);
        Check.That(Counted.Finalized >= Derived.DerivedFinalized);
    }

    [Test]
    public static void TheirObjectsAreIntact()
    {
        int before = WithGraph.Intact;
        Drop(i => new WithGraph(i));
        Garbage.CollectAndOverwrite();
        Garbage.CollectAndFinalize();
        Check.AtLeast(Most, WithGraph.Intact - before);
        Check.Equal(0, WithGraph.Broken);
    }

    [Test]
    public static void FinalizableObjectsBehindOthersAreIntact()
    {
        int before = Linked.Finalized;
        Drop(i => new Linked(new Linked(new Linked(null))));
        Garbage.CollectAndFinalize();
        Garbage.CollectAndFinalize();
        Check.AtLeast(3 * Most, Linked.Finalized - before);
        Check.Equal(0, Linked.NextWasBroken);
    }

    [Test]
    public static void SuppressedObjectsAreNotFinalized()
    {
        Suppressed.Finalized = 0;
        Drop(i =>
        {
            Suppressed item = new();
            item.Dispose();
            return item;
        });
        Garbage.CollectAndFinalize();
        Check.Equal(0, Suppressed.Finalized);
        Drop(i =>
        {
            Suppressed item = new();
            item.Dispose();
            GC.ReRegisterForFinalize(item);
            return item;
        });
        Garbage.CollectAndFinalize();
        Check.AtLeast(Most, Suppressed.Finalized);
    }

    [Test]
    public static void MayAllocate()
    {
        int before = Allocating.Made.Count;
        Drop(i => new Allocating());
        Garbage.CollectAndFinalize();
        Check.AtLeast(Most, Allocating.Made.Count - before);
        Check.Equal("made 0", Allocating.Made[0]);
    }
}
