using System;

namespace Lodestar.RuntimeTests;

/// <summary>Floating point: comparison, special values, rounding, square roots. Nothing that needs a library of C functions.</summary>
public static class FloatingPointTests
{
    [Test]
    public static void NaNIsUnordered()
    {
        double nan = Opaque.Value(double.NaN);
        Check.That(!(nan < 1) && !(nan > 1) && !(nan <= Opaque.Value(nan)) && !nan.Equals(1.0));
        Check.That(nan != Opaque.Value(double.NaN));
        Check.That(nan.Equals(double.NaN));
        Check.That(nan.CompareTo(double.NegativeInfinity) < 0);
        Check.That(double.IsNaN(Math.Max(nan, 1)));
    }

    [Test]
    public static void NegativeZero()
    {
        double zero = Opaque.Value(-0.0);
        Check.That(zero == 0.0);
        Check.That(double.IsNegative(zero));
        Check.That(double.IsNegativeInfinity(1 / zero));
        Check.Equal(long.MinValue, BitConverter.DoubleToInt64Bits(zero));
    }

    [Test]
    public static void ArithmeticIsExactWhereItCanBe()
    {
        Check.Equal(0.30000000000000004, Opaque.Value(0.1) + 0.2);
        Check.Equal(1.0, Opaque.Value(0.5) + 0.5);
        Check.Equal(0.1f + 0.2f, Opaque.Value(0.1f) + Opaque.Value(0.2f));
        double sum = 0;
        for (int i = 1; i <= 1000; i++)
        {
            sum += 1.0 / Opaque.Value(i);
        }
        Check.Equal(7.485470860550343, sum);
    }

    [Test]
    public static void SquareRoots()
    {
        Check.Equal(3.0, Math.Sqrt(Opaque.Value(9.0)));
        Check.Equal(1.4142135623730951, Math.Sqrt(Opaque.Value(2.0)));
        Check.Equal(1.4142135f, MathF.Sqrt(Opaque.Value(2f)));
        Check.That(double.IsNaN(Math.Sqrt(Opaque.Value(-1.0))));
    }

    [Test]
    public static void Rounding()
    {
        Check.Equal(2.0, Math.Round(Opaque.Value(2.5)));
        Check.Equal(4.0, Math.Round(Opaque.Value(3.5)));
        Check.Equal(3.0, Math.Round(Opaque.Value(2.5), MidpointRounding.AwayFromZero));
        Check.Equal(-3.0, Math.Floor(Opaque.Value(-2.5)));
        Check.Equal(-2.0, Math.Ceiling(Opaque.Value(-2.5)));
        Check.Equal(-2.0, Math.Truncate(Opaque.Value(-2.9)));
        Check.Equal(2.35, Math.Round(Opaque.Value(2.346), 2));
    }

    [Test]
    public static void BitsAndConversions()
    {
        Check.Equal(0x3FF8000000000000L, BitConverter.DoubleToInt64Bits(Opaque.Value(1.5)));
        Check.Equal(0x3FC00000, BitConverter.SingleToInt32Bits(Opaque.Value(1.5f)));
        Check.Equal(1.5, (double)Opaque.Value(1.5f));
        Check.Equal(float.PositiveInfinity, (float)Opaque.Value(1e300));
        Check.Equal((Half)0.5, (Half)Opaque.Value(0.5));
        Check.Equal(65504.0, (double)Opaque.Value(Half.MaxValue));
        Check.Equal(1.0000000000000002, Math.BitIncrement(Opaque.Value(1.0)));
    }

    [Test]
    public static void SinglesStaySingles()
    {
        float third = Opaque.Value(1f) / 3;
        Check.NotEqual((double)third, 1.0 / 3);
        Check.Equal(0.33333334f, third);
        float large = Opaque.Value(16777216f);
        Check.Equal(large, large + 1);
    }

    [Test]
    public static void RemainderOfDoubles()
    {
        Check.Equal(1.5, Opaque.Value(7.5) % Opaque.Value(2.0));
        Check.Equal(-1.5, Opaque.Value(-7.5) % Opaque.Value(2.0));
        Check.Equal(0.5f, Opaque.Value(6.5f) % Opaque.Value(3f));
        Check.That(double.IsNaN(Opaque.Value(1.0) % Opaque.Value(0.0)));
        Check.Equal(5.0, Opaque.Value(5.0) % Opaque.Value(double.PositiveInfinity));
        Check.Equal((double)(1_000_000_000_000_000_000L % 7), Opaque.Value(1e18) % Opaque.Value(7.0));
    }
}
