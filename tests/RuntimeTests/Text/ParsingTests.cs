using System;
using System.Globalization;

namespace Lodestar.RuntimeTests;

/// <summary>Numbers from text in the invariant culture.</summary>
public static class ParsingTests
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    [Test]
    public static void Integers()
    {
        Check.Equal(0, int.Parse("0"));
        Check.Equal(-2147483648, int.Parse("-2147483648"));
        Check.Equal(42, int.Parse("  +42  "));
        Check.Equal(long.MaxValue, long.Parse("9223372036854775807"));
        Check.Equal(ulong.MaxValue, ulong.Parse("18446744073709551615"));
        Check.Equal((byte)255, byte.Parse("255"));
        Check.Equal((sbyte)-128, sbyte.Parse("-128"));
        Check.Equal(7, int.Parse("7"u8));
    }

    [Test]
    public static void IntegersThatFail()
    {
        Check.Throws<FormatException>(() => int.Parse(""));
        Check.Throws<FormatException>(() => int.Parse("12x"));
        Check.Throws<OverflowException>(() => int.Parse("2147483648"));
        Check.Throws<OverflowException>(() => byte.Parse("256"));
        Check.Throws<OverflowException>(() => uint.Parse("-1"));
        Check.Throws<ArgumentNullException>(() => int.Parse(Opaque.Null<string>()));
        Check.That(!int.TryParse("99999999999", out int number) && number == 0);
        Check.That(!int.TryParse((string?)null, out _));
        Check.That(!int.TryParse("--5", out _));
    }

    [Test]
    public static void IntegersInHexadecimalAndBinary()
    {
        Check.Equal(255, int.Parse("ff", NumberStyles.HexNumber));
        Check.Equal(-1, int.Parse("FFFFFFFF", NumberStyles.HexNumber));
        Check.Equal(0xffff888000000000UL, ulong.Parse("ffff888000000000", NumberStyles.AllowHexSpecifier));
        Check.Equal(42, int.Parse("101010", NumberStyles.BinaryNumber));
        Check.Equal(255, Convert.ToInt32("0xff", 16));
        Check.Equal(8, Convert.ToInt32("10", 8));
        Check.Equal("1010", Convert.ToString(10, 2));
    }

    [Test]
    public static void IntegersWithStyles()
    {
        Check.Equal(1234567, int.Parse("1,234,567", NumberStyles.AllowThousands, s_invariant));
        Check.Equal(-5, int.Parse("(5)", NumberStyles.AllowParentheses, s_invariant));
        Check.Equal(1200, int.Parse("1.2e3", NumberStyles.Float, s_invariant));
        Check.Throws<FormatException>(() => int.Parse(" 5", NumberStyles.None, s_invariant));
    }

    [Test]
    public static void Doubles()
    {
        Check.Equal(0.1, double.Parse("0.1", s_invariant));
        Check.Equal(-1.5e-10, double.Parse("-1.5E-10", s_invariant));
        Check.Equal(double.MaxValue, double.Parse("1.7976931348623157E+308", s_invariant));
        Check.Equal(double.Epsilon, double.Parse("4.94065645841246544e-324", s_invariant));
        Check.Equal(double.PositiveInfinity, double.Parse("1e400", s_invariant));
        Check.Equal(1234.5, double.Parse("1,234.5", s_invariant));
        Check.That(double.IsNaN(double.Parse("NaN", s_invariant)));
        Check.Equal(9007199254740993.0, double.Parse("9007199254740992.99999999999999999999", s_invariant));
        Check.Equal(1.5f, float.Parse("1.5", s_invariant));
        Check.That(!double.TryParse("1.2.3", NumberStyles.Float, s_invariant, out _));
    }

    [Test]
    public static void DoublesHalfwayBetweenTwo()
    {
        // 2^53 + 1 lies exactly between two doubles and goes to the even one; a digit far behind tips it over.
        Check.Equal(9007199254740992.0, double.Parse("9007199254740993", s_invariant));
        Check.Equal(9007199254740994.0, double.Parse("9007199254740993.00000000000000000000000000000000001", s_invariant));
        Check.Equal(2.2250738585072011e-308, double.Parse("2.2250738585072011e-308", s_invariant));
    }

    [Test]
    public static void Decimals()
    {
        Check.Equal(0.10m, decimal.Parse("0.10", s_invariant));
        Check.Equal(decimal.MaxValue, decimal.Parse("79228162514264337593543950335", s_invariant));
        Check.Throws<OverflowException>(() => decimal.Parse("79228162514264337593543950336", s_invariant));
    }

    [Test]
    public static void BooleansAndCharacters()
    {
        Check.That(bool.Parse(" True "));
        Check.That(!bool.Parse("FALSE"));
        Check.That(!bool.TryParse("yes", out _));
        Check.Equal('x', char.Parse("x"));
        Check.Equal(new Version(10, 0, 14), Version.Parse("10.0.14"));
    }

    [Test]
    public static void RoundTripOfRandomIntegers()
    {
        Random random = new(17);
        for (int i = 0; i < 300; i++)
        {
            long value = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            Check.Equal(value, long.Parse(value.ToString()));
            Check.Equal((ulong)value, ulong.Parse(value.ToString("X"), NumberStyles.HexNumber));
        }
    }
}
