using System;
using System.Globalization;

namespace Lodestar.RuntimeTests;

/// <summary>128-bit integers.</summary>
public static class Int128Tests
{
    [Test]
    public static void Arithmetic()
    {
        UInt128 large = Opaque.Value((UInt128)ulong.MaxValue) + 1;
        Check.Equal(new UInt128(1, 0), large);
        Check.Equal(new UInt128(0, ulong.MaxValue), large - 1);
        Check.Equal(new UInt128(ulong.MaxValue - 1, 1), (UInt128)ulong.MaxValue * ulong.MaxValue);
        Check.Equal((Int128)(-3), Opaque.Value((Int128)(-7)) / 2);
        Check.Equal((Int128)(-1), Opaque.Value((Int128)(-7)) % 2);
        Check.Equal(Int128.MinValue, unchecked(Opaque.Value(Int128.MaxValue) + 1));
        Check.Throws<OverflowException>(() => Opaque.Value(checked(Opaque.Value(Int128.MaxValue) + 1)));
    }

    [Test]
    public static void DivisionUndoesMultiplication()
    {
        Random random = new(29);
        for (int i = 0; i < 100; i++)
        {
            UInt128 a = new(0, (ulong)random.NextInt64());
            UInt128 b = new((ulong)random.NextInt64() >> 40, (ulong)random.NextInt64() + 1);
            UInt128 product = unchecked(a * b);
            if (b.ToString().Length + a.ToString().Length <= 38)
            {
                Check.Equal(a, product / b);
            }
            (UInt128 quotient, UInt128 remainder) = UInt128.DivRem(b, a + 1);
            Check.Equal(b, quotient * (a + 1) + remainder);
            Check.That(remainder <= a);
        }
    }

    [Test]
    public static void ShiftsAndComparison()
    {
        UInt128 one = Opaque.Value(UInt128.One);
        Check.Equal(new UInt128(1UL << 36, 0), one << 100);
        Check.Equal(UInt128.One, (one << 127) >> 127);
        Check.Equal((Int128)(-1), Opaque.Value(Int128.MinValue) >> 127);
        Check.That(Opaque.Value(Int128.MinValue) < 0);
        Check.That(Opaque.Value(UInt128.MaxValue) > ulong.MaxValue);
        Check.Equal((UInt128)127, UInt128.Log2(one << 127));
        Check.Equal((UInt128)128, UInt128.PopCount(UInt128.MaxValue));
    }

    [Test]
    public static void Text()
    {
        Check.Equal("340282366920938463463374607431768211455", UInt128.MaxValue.ToString());
        Check.Equal("-170141183460469231731687303715884105728", Int128.MinValue.ToString());
        Check.Equal("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", UInt128.MaxValue.ToString("X"));
        Check.Equal(Int128.MaxValue, Int128.Parse("170141183460469231731687303715884105727", CultureInfo.InvariantCulture));
    }

    [Test]
    public static void Conversions()
    {
        Check.Equal(-5L, (long)Opaque.Value((Int128)(-5)));
        Check.Equal(1.8446744073709552E+19, (double)Opaque.Value(new UInt128(1, 0)));
        Check.Equal((Int128)1e20, (Int128)Opaque.Value(1e20));
        Check.Throws<OverflowException>(() => Opaque.Value(checked((ulong)Opaque.Value(new UInt128(1, 0)))));
        Int128[] array = [1, -2, Int128.MaxValue];
        Check.Equal(Int128.MaxValue, Opaque.Value(array)[2]);
    }
}
