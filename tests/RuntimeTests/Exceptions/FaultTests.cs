using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Division, checked arithmetic, array bounds, casts and array stores throw what the language promises.</summary>
public static class FaultTests
{
    private class Animal;

    private sealed class Cat : Animal;

    [Test]
    public static void DivisionByZero()
    {
        int zero = Opaque.Value(0);
        Check.Throws<DivideByZeroException>(() => Opaque.Value(5 / zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(5 % zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(5u / (uint)zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(5L / zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(5L % zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(5UL / (ulong)zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value((byte)5 / zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(5m / zero));
        Check.Throws<DivideByZeroException>(() => Opaque.Value((Int128)5 / zero));
    }

    [Test]
    public static void DivisionByAZeroInMemory()
    {
        int[] ints = [0, 5];
        long[] longs = [0, 5];
        Check.Throws<DivideByZeroException>(() => Opaque.Value(ints[1] / ints[0]));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(longs[1] % longs[0]));
        Check.Throws<DivideByZeroException>(() => Opaque.Value((uint)ints[1] / (uint)ints[0]));
    }

    [Test]
    public static void QuotientThatDoesNotFit()
    {
        int minusOne = Opaque.Value(-1);
        Check.Throws<OverflowException>(() => Opaque.Value(Opaque.Value(int.MinValue) / minusOne));
        Check.Throws<OverflowException>(() => Opaque.Value(Opaque.Value(int.MinValue) % minusOne));
        Check.Throws<OverflowException>(() => Opaque.Value(Opaque.Value(long.MinValue) / minusOne));
        Check.Throws<OverflowException>(() => Opaque.Value(Opaque.Value(long.MinValue) % minusOne));
    }

    [Test]
    public static void FloatingPointNeverThrows()
    {
        double zero = Opaque.Value(0.0);
        Check.That(double.IsPositiveInfinity(1 / zero));
        Check.That(double.IsNegativeInfinity(-1 / zero));
        Check.That(double.IsNaN(zero / zero));
        Check.That(double.IsPositiveInfinity(Opaque.Value(double.MaxValue) * 2));
    }

    [Test]
    public static void CheckedArithmetic()
    {
        int max = Opaque.Value(int.MaxValue);
        Check.Throws<OverflowException>(() => Opaque.Value(checked(max + 1)));
        Check.Throws<OverflowException>(() => Opaque.Value(checked(-max - 2)));
        Check.Throws<OverflowException>(() => Opaque.Value(checked(max * 2)));
        Check.Throws<OverflowException>(() => Opaque.Value(checked(Opaque.Value(long.MaxValue) + 1)));
        Check.Throws<OverflowException>(() => Opaque.Value(checked(Opaque.Value(ulong.MaxValue) * 2)));
        Check.Throws<OverflowException>(() => Opaque.Value(checked(0u - (uint)Opaque.Value(1))));
        Check.Throws<OverflowException>(() => Opaque.Value(checked(-Opaque.Value(int.MinValue))));
        Check.Equal(int.MinValue, unchecked(max + 1));
    }

    [Test]
    public static void CheckedConversions()
    {
        Check.Throws<OverflowException>(() => Opaque.Value(checked((byte)Opaque.Value(256))));
        Check.Throws<OverflowException>(() => Opaque.Value(checked((uint)Opaque.Value(-1))));
        Check.Throws<OverflowException>(() => Opaque.Value(checked((int)Opaque.Value(1L << 40))));
        Check.Throws<OverflowException>(() => Opaque.Value(checked((int)Opaque.Value(1e10))));
        Check.Throws<OverflowException>(() => Opaque.Value(checked((long)Opaque.Value(double.NaN))));
        Check.Throws<OverflowException>(() => Opaque.Value(checked((ulong)Opaque.Value(-1.0))));
        Check.Throws<OverflowException>(() => Opaque.Value((int)Opaque.Value(1e20m)));
        Check.Equal(200, checked((byte)Opaque.Value(200)));
        Check.Equal(ulong.MaxValue / 2 + 1, checked((ulong)Opaque.Value(9.223372036854775808e18)));
    }

    [Test]
    public static void ArrayBounds()
    {
        int[] array = Opaque.Value(new int[3]);
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(array[Opaque.Value(3)]));
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(array[Opaque.Value(-1)]));
        Check.Throws<IndexOutOfRangeException>(() => array[Opaque.Value(int.MaxValue)] = 1);
        Check.Throws<IndexOutOfRangeException>(() => array[Opaque.Value(int.MinValue)] = 1);
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(array[Opaque.Value(1L << 32)]));
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(new object[2])[Opaque.Value(2)] = "x");
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(Opaque.Value("abc")[Opaque.Value(3)]));
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(Opaque.Value(Array.Empty<int>())[Opaque.Value(0)]));
    }

    [Test]
    public static void BoundsInALoop()
    {
        int[] array = [1, 2, 3];
        int sum = 0;
        Check.Throws<IndexOutOfRangeException>(() =>
        {
            for (int i = 0; i <= Opaque.Value(3); i++)
            {
                sum += array[i];
            }
        });
        Check.Equal(6, sum);
    }

    [Test]
    public static void InvalidCasts()
    {
        object cat = Opaque.Value<object>(new Cat());
        object animal = Opaque.Value<object>(new Animal());
        Check.Throws<InvalidCastException>(() => Opaque.Value((Cat)animal));
        Check.Throws<InvalidCastException>(() => Opaque.Value((string)cat));
        Check.Throws<InvalidCastException>(() => Opaque.Value((IList<int>)cat));
        Check.Throws<InvalidCastException>(() => Opaque.Value((int)cat));
        Check.Throws<InvalidCastException>(() => Opaque.Value((int[])cat));
        Check.Throws<InvalidCastException>(() => Opaque.Value((Action)cat));
        Check.Same(cat, (Animal)cat);
    }

    [Test]
    public static void ArrayStoresOfTheWrongType()
    {
        object[] texts = Opaque.Value<object[]>(new string[2]);
        Check.Throws<ArrayTypeMismatchException>(() => texts[0] = new object());
        Check.Throws<ArrayTypeMismatchException>(() => texts[1] = 5);
        Check.That(texts[0] is null);
        Animal[] cats = Opaque.Value<Animal[]>(new Cat[1]);
        Check.Throws<ArrayTypeMismatchException>(() => cats[0] = new Animal());
        cats[0] = new Cat();
        object[][] nested = Opaque.Value<object[][]>(new string[1][]);
        Check.Throws<ArrayTypeMismatchException>(() => nested[0] = new object[1]);
        Check.Throws<ArrayTypeMismatchException>(() => Take(ref texts[0]));
        static void Take(ref object item) => item = "x";
    }

    [Test]
    public static void LibraryArgumentChecks()
    {
        List<int> list = [1, 2];
        Check.Throws<ArgumentOutOfRangeException>(() => Opaque.Value(list[Opaque.Value(2)]));
        Check.Throws<KeyNotFoundException>(() => Opaque.Value(new Dictionary<string, int>()["missing"]));
        Check.Throws<ArgumentNullException>(() => new Dictionary<string, int>().Add(Opaque.Null<string>(), 1));
        Check.Throws<ArgumentException>(() => new Dictionary<int, int> { { 1, 1 } }.Add(1, 2));
        Check.Throws<InvalidOperationException>(() => new Queue<int>().Dequeue());
        Check.Throws<FormatException>(() => int.Parse("x"));
    }
}
