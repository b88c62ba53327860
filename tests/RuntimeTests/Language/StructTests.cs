using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Structs are copied by value, in every size that a calling convention treats differently.</summary>
public static class StructTests
{
    private record struct One(byte A);

    private record struct Eight(int A, int B);

    private record struct Mixed(long A, double B);

    private record struct TwoDoubles(double A, double B);

    private record struct Sixteen(long A, long B);

    private record struct Three(long A, long B, long C);

    private record struct Large(long A, string B, Three C, double D, object? E);

    private struct Counter
    {
        public int Value;

        public void Increment() => Value++;

        public readonly int Read() => Value;
    }

    private sealed class Holder
    {
        public Counter Counter;
        public Large Large;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Pass<T>(int before, T value, double middle, T again, string after)
    {
        Check.Equal(1, before);
        Check.Equal(2.5, middle);
        Check.Equal("after", after);
        Check.Equal(value, again);
        return again;
    }

    private static void RoundTrip<T>(T value) => Check.Equal(value, Pass(1, value, 2.5, value, "after"));

    [Test]
    public static void ArgumentsAndResultsOfEverySize()
    {
        RoundTrip(new One(200));
        RoundTrip(new Eight(1, -2));
        RoundTrip(new Mixed(3, 4.5));
        RoundTrip(new TwoDoubles(0.1, 0.2));
        RoundTrip(new Sixteen(long.MaxValue, long.MinValue));
        RoundTrip(new Three(1, 2, 3));
        RoundTrip(new Large(1, "b", new Three(4, 5, 6), 7.5, null));
        RoundTrip(1.5f);
        RoundTrip(12345.678m);
        RoundTrip(Int128.MaxValue);
        RoundTrip(Guid.Empty);
    }

    [Test]
    public static void AssignmentCopies()
    {
        Counter original = default;
        original.Increment();
        Counter copy = original;
        copy.Increment();
        Check.Equal(1, original.Read());
        Check.Equal(2, copy.Read());
    }

    [Test]
    public static void FieldsAreChangedInPlace()
    {
        Holder holder = Opaque.Value(new Holder());
        holder.Counter.Increment();
        holder.Counter.Increment();
        Check.Equal(2, holder.Counter.Value);
        Counter[] array = [default, default];
        array[1].Increment();
        Check.Equal(0, array[0].Value);
        Check.Equal(1, array[1].Value);
    }

    [Test]
    public static void StructWithReferencesIsCopiedIntoTheHeap()
    {
        Holder holder = new();
        holder.Large = new Large(1, new string('x', 5), new Three(1, 2, 3), 4, new int[] { 5 });
        Garbage.CollectAndOverwrite();
        Large copy = holder.Large;
        Check.Equal("xxxxx", copy.B);
        Check.Equal(5, ((int[])copy.E!)[0]);
        Check.Equal(3L, copy.C.C);
    }

    [Test]
    public static void DefaultEqualsComparesFields()
    {
        object first = new Counter { Value = 3 };
        Check.That(first.Equals(new Counter { Value = 3 }));
        Check.That(!first.Equals(new Counter { Value = 4 }));
        Check.That(!first.Equals("3"));
    }

    [Test]
    public static void DefaultEqualsComparesReferenceFields()
    {
        (object, string) tuple = ("a", "b");
        object boxed = new Wrapper { Name = "n", Number = 2 };
        Check.That(boxed.Equals(new Wrapper { Name = "n", Number = 2 }));
        Check.That(!boxed.Equals(new Wrapper { Name = "m", Number = 2 }));
        Check.That(tuple.Equals(("a", "b")));
    }

    private struct Wrapper
    {
        public string Name;
        public int Number;
    }

    [Test]
    public static void ConstructorsChain()
    {
        Chained chained = new(5);
        Check.Equal(5, chained.A);
        Check.Equal(10, chained.B);
        Check.Equal(0, default(Chained).B);
    }

    private readonly struct Chained(int a, int b)
    {
        public readonly int A = a;
        public readonly int B = b;

        public Chained(int a)
            : this(a, a * 2)
        {
        }
    }

    [Test]
    public static void WithExpressionsCopy()
    {
        Three three = new(1, 2, 3);
        Three changed = three with { B = 20 };
        Check.Equal(new Three(1, 20, 3), changed);
        Check.Equal(2L, three.B);
    }

    [Test]
    public static void ManyArgumentsSpillToTheStack()
    {
        Check.Equal("1 2 3 4 5 6 7 8 9 10.5 a", Many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10.5, "a"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Many(byte a, short b, int c, long d, sbyte e, ushort f, uint g, ulong h, nint i, double j, string k) =>
        a.ToString() + " " + b.ToString() + " " + c.ToString() + " " + d.ToString() + " " + e.ToString() + " " + f.ToString() + " " +
        g.ToString() + " " + h.ToString() + " " + i.ToString() + " " + (j == 10.5 ? "10.5" : "wrong") + " " + k;
}
