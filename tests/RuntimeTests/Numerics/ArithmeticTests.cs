using System;

namespace Lodestar.RuntimeTests;

/// <summary>Integer arithmetic, shifts, conversions between numbers, decimals.</summary>
public static class ArithmeticTests
{
    [Test]
    public static void DivisionTruncatesTowardsZero()
    {
        Check.Equal(-3, Opaque.Value(-7) / Opaque.Value(2));
        Check.Equal(-1, Opaque.Value(-7) % Opaque.Value(2));
        Check.Equal(1, Opaque.Value(7) % Opaque.Value(-2));
        Check.Equal(3L, Opaque.Value(7L) / 2);
        Check.Equal(2147483647u, Opaque.Value(uint.MaxValue) / 2);
        Check.Equal((3, 1), Math.DivRem(Opaque.Value(7), 2));
    }

    [Test]
    public static void DivisionByConstants()
    {
        Random random = new(23);
        for (int i = 0; i < 500; i++)
        {
            int value = random.Next(int.MinValue, int.MaxValue);
            Check.Equal(value / Opaque.Value(10), value / 10);
            Check.Equal(value / Opaque.Value(7), value / 7);
            Check.Equal(value % Opaque.Value(1000), value % 1000);
            Check.Equal((uint)value / Opaque.Value(3u), (uint)value / 3);
            long wide = (long)value * value;
            Check.Equal(wide / Opaque.Value(1_000_000_007L), wide / 1_000_000_007L);
        }
    }

    [Test]
    public static void ShiftsUseTheLowBitsOfTheCount()
    {
        Check.Equal(2, Opaque.Value(1) << Opaque.Value(33));
        Check.Equal(2L, Opaque.Value(1L) << Opaque.Value(65));
        Check.Equal(-1, Opaque.Value(int.MinValue) >> Opaque.Value(31));
        Check.Equal(1, Opaque.Value(int.MinValue) >>> Opaque.Value(31));
        Check.Equal(1UL, Opaque.Value(1UL << 63) >> 63);
    }

    [Test]
    public static void OverflowWrapsUnlessChecked()
    {
        Check.Equal(int.MinValue, unchecked(Opaque.Value(int.MaxValue) + 1));
        Check.Equal((byte)44, unchecked((byte)Opaque.Value(300)));
        Check.Equal(-1, unchecked((int)Opaque.Value(uint.MaxValue)));
        Check.Equal((short)-1, unchecked((short)Opaque.Value(0x1FFFF)));
        Check.Equal(1, unchecked(Opaque.Value(int.MinValue) * int.MinValue + 1));
    }

    [Test]
    public static void FloatsToIntegersSaturate()
    {
        Check.Equal(int.MaxValue, (int)Opaque.Value(1e20));
        Check.Equal(int.MinValue, (int)Opaque.Value(-1e20));
        Check.Equal(0, (int)Opaque.Value(double.NaN));
        Check.Equal(0UL, (ulong)Opaque.Value(-5.0));
        Check.Equal(ulong.MaxValue, (ulong)Opaque.Value(1e30));
        Check.Equal(long.MaxValue, (long)Opaque.Value(float.PositiveInfinity));
        Check.Equal(-3, (int)Opaque.Value(-3.99));
    }

    [Test]
    public static void IntegersToFloatsRound()
    {
        Check.Equal(18446744073709551616.0, (double)Opaque.Value(ulong.MaxValue));
        Check.Equal(9223372036854775808.0, (double)Opaque.Value(long.MaxValue));
        Check.Equal(16777216f, (float)Opaque.Value(16777217));
        Check.Equal(4294967295.0, (double)Opaque.Value(uint.MaxValue));
        Check.Equal(9223372036854775808f, (float)Opaque.Value(1UL << 63));
    }

    [Test]
    public static void Decimals()
    {
        Check.Equal(0.3m, Opaque.Value(0.1m) + 0.2m);
        Check.Equal(12.1932631112635269m, Opaque.Value(1.23456789m) * 9.87654321m);
        Check.Equal(2.5m, Opaque.Value(10m) / 4);
        Check.Equal(1.5m, Opaque.Value(7.5m) % 2);
        Check.Equal(3m, decimal.Truncate(Opaque.Value(3.99m)));
        Check.Equal(2m, Math.Round(Opaque.Value(2.5m)));
        Check.Equal(1.25, (double)Opaque.Value(1.25m));
        Check.Equal(1.25m, (decimal)Opaque.Value(1.25));
        Check.That(Opaque.Value(1.0m) == 1.00m);
        Check.Throws<OverflowException>(() => Opaque.Value(Opaque.Value(decimal.MaxValue) + 1));
    }

    [Test]
    public static void MathOnIntegers()
    {
        Check.Equal(5, Math.Abs(Opaque.Value(-5)));
        Check.Throws<OverflowException>(() => Math.Abs(Opaque.Value(int.MinValue)));
        Check.Equal(7, Math.Clamp(Opaque.Value(9), 3, 7));
        Check.Equal(-1, Math.Sign(Opaque.Value(-9L)));
        Check.Equal(0x7fffffff00000001L, Math.BigMul(int.MaxValue, int.MaxValue) + 0x4000000000000000L);
        ulong high = Math.BigMul(ulong.MaxValue, ulong.MaxValue, out ulong low);
        Check.Equal(ulong.MaxValue - 1, high);
        Check.Equal(1UL, low);
    }

    [Test]
    public static void UserDefinedOperators()
    {
        Vector sum = new Vector(1, 2) + new Vector(3, 4) * 2;
        Check.Equal(new Vector(7, 10), sum);
        Check.Equal(17, (int)sum);
        Vector fromTuple = (5, 6);
        Check.Equal(new Vector(-5, -6), -fromTuple);
        sum += fromTuple;
        Check.That(sum == new Vector(12, 16));
    }

    private readonly record struct Vector(int X, int Y)
    {
        public static Vector operator +(Vector left, Vector right) => new(left.X + right.X, left.Y + right.Y);

        public static Vector operator *(Vector left, int factor) => new(left.X * factor, left.Y * factor);

        public static Vector operator -(Vector value) => new(-value.X, -value.Y);

        public static explicit operator int(Vector value) => value.X + value.Y;

        public static implicit operator Vector((int X, int Y) pair) => new(pair.X, pair.Y);
    }
}
