using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Lodestar.RuntimeTests;

/// <summary>Every way to touch an object through a null reference ends in a NullReferenceException.</summary>
public static class NullReferenceTests
{
    private const int NearPage = 4000;
    private const int BeyondUnmappedPages = 200_000;

    [InlineArray(NearPage)]
    private struct Page
    {
        private byte _first;
    }

    [InlineArray(BeyondUnmappedPages)]
    private struct ManyPages
    {
        private byte _first;
    }

    private sealed class Item
    {
        public byte Byte;
        public int Number;
        public long Long;
        public double Double;
        public string? Text;
        public (string A, string B, long C) Triple;

        public int Method() => Number;
    }

    private sealed class Wide
    {
        public Page Filler;
        public int AfterAPage;
    }

    private sealed class VeryWide
    {
        public ManyPages Filler;
        public int Last;
        public string? LastText;
    }

    private interface IThing
    {
        void Do();

        void DoGeneric<T>();
    }

    private abstract class Thing : IThing
    {
        public abstract void Do();

        public virtual void DoGeneric<T>()
        {
        }
    }

    private sealed class RealThing : Thing
    {
        public override void Do()
        {
        }
    }

    private static void Faults(Action action, [CallerArgumentExpression(nameof(action))] string expression = "") =>
        Check.Throws<NullReferenceException>(action, expression);

    [Test]
    public static void ReadingFields()
    {
        Item item = Opaque.Null<Item>();
        Faults(() => Opaque.Value(item.Byte));
        Faults(() => Opaque.Value(item.Number));
        Faults(() => Opaque.Value(item.Long));
        Faults(() => Opaque.Value(item.Double));
        Faults(() => Opaque.Value(item.Text));
        Faults(() => Opaque.Value(item.Triple));
    }

    [Test]
    public static void WritingFields()
    {
        Item item = Opaque.Null<Item>();
        Faults(() => item.Byte = 1);
        Faults(() => item.Number = 1);
        Faults(() => item.Double = 1);
        Faults(() => item.Text = "x");
        Faults(() => item.Text = null);
        Faults(() => item.Triple = ("a", "b", 3));
        Faults(() => item.Number++);
    }

    [Test]
    public static void FieldsFarFromTheStart()
    {
        Wide wide = Opaque.Null<Wide>();
        Faults(() => Opaque.Value(wide.AfterAPage));
        Faults(() => wide.AfterAPage = 1);
        VeryWide veryWide = Opaque.Null<VeryWide>();
        Faults(() => Opaque.Value(veryWide.Last));
        Faults(() => veryWide.Last = 1);
        Faults(() => veryWide.LastText = "x");
        Wide real = Opaque.Value(new Wide());
        real.Filler[NearPage - 1] = 3;
        VeryWide veryReal = Opaque.Value(new VeryWide());
        veryReal.Filler[BeyondUnmappedPages - 1] = 4;
        Check.Equal(7, real.Filler[NearPage - 1] + real.AfterAPage + veryReal.Filler[BeyondUnmappedPages - 1] + veryReal.Last);
    }

    [Test]
    public static void Calls()
    {
        Faults(() => Opaque.Null<Item>().Method());
        Faults(() => Opaque.Null<Thing>().Do());
        Faults(() => Opaque.Null<Thing>().DoGeneric<string>());
        Faults(() => Opaque.Null<IThing>().Do());
        Faults(() => Opaque.Null<IThing>().DoGeneric<string>());
        Faults(() => Opaque.Null<object>().ToString());
        Faults(() => Opaque.Null<object>().GetType().ToString());
        Faults(() => Opaque.Null<Action>()());
        Faults(() => Opaque.Null<Func<int, int>>()(3));
    }

    [Test]
    public static void InterfaceCallSiteThatWorkedBefore()
    {
        IThing[] things = [new RealThing(), new RealThing(), null!];
        int done = 0;
        Faults(() =>
        {
            foreach (IThing thing in things)
            {
                thing.Do();
                done++;
            }
        });
        Check.Equal(2, done);
    }

    [Test]
    public static void ArraysAndStrings()
    {
        Faults(() => Opaque.Value(Opaque.Null<int[]>().Length));
        Faults(() => Opaque.Value(Opaque.Null<int[]>()[0]));
        Faults(() => Opaque.Null<int[]>()[Opaque.Value(5)] = 1);
        Faults(() => Opaque.Null<string[]>()[0] = "x");
        Faults(() => Opaque.Null<object[]>()[Opaque.Value(3)] = new object());
        Faults(() => Opaque.Value(Opaque.Null<string>().Length));
        Faults(() => Opaque.Value(Opaque.Null<string>()[0]));
        Faults(() => Opaque.Value(Opaque.Null<int[,]>()[0, 0]));
        Faults(() =>
        {
            foreach (int item in Opaque.Null<int[]>())
            {
                Opaque.Value(item);
            }
        });
    }

    [Test]
    public static void InterlockedAndReferences()
    {
        Faults(() => Interlocked.Increment(ref Opaque.Null<Item>().Number));
        Faults(() => Interlocked.Exchange(ref Opaque.Null<Item>().Text, "x"));
        Faults(() => Interlocked.CompareExchange(ref Opaque.Null<Item>().Text, "x", null));
        Faults(() => Set(ref Opaque.Null<Item>().Long));
        static void Set(ref long value) => value = 1;
    }

    [Test]
    public static void DelegatesToMethodsOfNull()
    {
        Faults(() => Opaque.Value<Action>(Opaque.Null<Thing>().Do));
        Faults(() => Opaque.Value<Action>(Opaque.Null<IThing>().Do));
    }

    [Test]
    public static void ManyTimesInALoop()
    {
        int caught = 0;
        Item item = Opaque.Null<Item>();
        for (int i = 0; i < 500; i++)
        {
            try
            {
                caught += item.Number;
            }
            catch (NullReferenceException)
            {
                caught++;
            }
        }
        Check.Equal(500, caught);
    }

    [Test]
    public static void InsideTryWithFinallyAndLocals()
    {
        Trace trace = new();
        int before = Opaque.Value(5);
        try
        {
            try
            {
                before += 1;
                Opaque.Null<Item>().Number = before;
                trace.Add("wrong");
            }
            finally
            {
                trace.Add("finally" + before.ToString());
            }
        }
        catch (NullReferenceException) when (trace.Filter("filter" + before.ToString(), true))
        {
            trace.Add("catch" + before.ToString());
        }
        trace.Expect("filter6 finally6 catch6");
    }

    [Test]
    public static void InsideCatchAndFinally()
    {
        Trace trace = new();
        try
        {
            try
            {
                Opaque.Null<Item>().Number = 1;
            }
            catch (NullReferenceException)
            {
                trace.Add("first");
                Opaque.Null<IThing>().Do();
            }
            finally
            {
                trace.Add("finally");
            }
        }
        catch (NullReferenceException)
        {
            trace.Add("second");
        }
        trace.Expect("first finally second");
    }
}
