using System;
using System.Globalization;

namespace Lodestar.RuntimeTests;

/// <summary>Numbers as text in the invariant culture, interpolation and composite formatting.</summary>
public static class FormattingTests
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    private sealed class Formattable : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) => "<" + (format ?? "null") + ">";

        public override string ToString() => "plain";
    }

    [Test]
    public static void IntegersInDecimal()
    {
        Check.Equal("0", Opaque.Value(0).ToString());
        Check.Equal("-2147483648", Opaque.Value(int.MinValue).ToString());
        Check.Equal("9223372036854775807", Opaque.Value(long.MaxValue).ToString());
        Check.Equal("-9223372036854775808", Opaque.Value(long.MinValue).ToString());
        Check.Equal("18446744073709551615", Opaque.Value(ulong.MaxValue).ToString());
        Check.Equal("-128 255 -32768 65535", $"{sbyte.MinValue} {byte.MaxValue} {short.MinValue} {ushort.MaxValue}");
        for (long power = 1; power is > 0 and < 1_000_000_000_000_000_000; power *= 10)
        {
            Check.Equal("1" + new string('0', power.ToString().Length - 1), power.ToString());
            Check.Equal(new string('9', power.ToString().Length), (power * 10 - 1).ToString());
        }
    }

    [Test]
    public static void IntegersWithFormats()
    {
        Check.Equal("FF", 255.ToString("X"));
        Check.Equal("000000ff", 255.ToString("x8"));
        Check.Equal("FFFFFFFF", (-1).ToString("X"));
        Check.Equal("ffffffff80000000", 0xffffffff80000000UL.ToString("x16"));
        Check.Equal("00042", 42.ToString("D5"));
        Check.Equal("-00042", (-42).ToString("D5"));
        Check.Equal("1,234,567", 1234567.ToString("N0", s_invariant));
        Check.Equal("101010", 42.ToString("B"));
        Check.Equal("00101010", 42.ToString("B8"));
        Check.Equal("42.00", 42.ToString("F2", s_invariant));
        Check.Equal("1.234E+003", 1234.ToString("E3", s_invariant));
        Check.Equal("0012-34", 1234.ToString("0000-00", s_invariant));
    }

    [Test]
    public static void FloatsRoundTrip()
    {
        Check.Equal("0.1", 0.1.ToString(s_invariant));
        Check.Equal("1.5", 1.5f.ToString(s_invariant));
        Check.Equal("3.141592653589793", Math.PI.ToString(s_invariant));
        Check.Equal("1E+300", 1e300.ToString(s_invariant));
        Check.Equal("5E-324", double.Epsilon.ToString(s_invariant));
        Check.Equal("1.7976931348623157E+308", double.MaxValue.ToString(s_invariant));
        Check.Equal("3.4028235E+38", float.MaxValue.ToString(s_invariant));
        Check.Equal("-0", (-0.0).ToString(s_invariant));
        Check.Equal("NaN Infinity -Infinity", string.Create(s_invariant, $"{double.NaN} {double.PositiveInfinity} {double.NegativeInfinity}"));
        Random random = new(11);
        for (int i = 0; i < 200; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Check.Equal(value, double.Parse(value.ToString("R", s_invariant), s_invariant));
            }
        }
    }

    [Test]
    public static void FloatsWithFormats()
    {
        Check.Equal("3.14", Math.PI.ToString("F2", s_invariant));
        Check.Equal("1,234.50", 1234.5.ToString("N2", s_invariant));
        Check.Equal("12.3%", 0.123.ToString("P1", s_invariant).Replace(" ", ""));
        Check.Equal("1.235e+004", 12345.678.ToString("e3", s_invariant));
        Check.Equal("0.333", (1.0 / 3).ToString("G3", s_invariant));
        Check.Equal("0.33333333333333331", (1.0 / 3).ToString("G17", s_invariant));
        Check.Equal("007.5", 7.5.ToString("000.0", s_invariant));
        Check.Equal("#7", 7.2.ToString("'#'0", s_invariant));
        Check.Equal("3", 2.51.ToString("F0", s_invariant));
        Check.Equal("1.5", ((Half)1.5).ToString(s_invariant));
    }

    [Test]
    public static void Decimals()
    {
        Check.Equal("0.10", 0.10m.ToString(s_invariant));
        Check.Equal("79228162514264337593543950335", decimal.MaxValue.ToString(s_invariant));
        Check.Equal("12.35", 12.345m.ToString("F2", s_invariant));
        Check.Equal("0.3", (0.1m + 0.2m).ToString(s_invariant));
        Check.Equal("0.3333333333333333333333333333", (1m / 3m).ToString(s_invariant));
    }

    [Test]
    public static void Interpolation()
    {
        int number = Opaque.Value(5);
        string text = Opaque.Value("text");
        Check.Equal("5 text True c", $"{number} {text} {true} {'c'}");
        Check.Equal("    5|5    |0x0005", $"{number,5}|{number,-5}|0x{number:X4}");
        Check.Equal("{5}", $"{{{number}}}");
        Check.Equal("null: ", $"null: {Opaque.Value<object?>(null)}");
        Check.Equal("<fmt> <null>", $"{new Formattable():fmt} {new Formattable()}");
        Check.Equal("(1, 2)", $"{(1, 2)}");
        Check.Equal("a 1 b 2 c 3 d 4 e 5 f 6", $"a {1} b {2} c {3} d {4} e {5} f {6}");
        Check.Equal(1000, $"{new string('x', 500)}{new string('y', 500)}".Length);
    }

    [Test]
    public static void CompositeFormat()
    {
        Check.Equal("1-2-1", string.Format("{0}-{1}-{0}", 1, 2));
        Check.Equal("[  7][7  ]", string.Format("[{0,3}][{0,-3}]", 7));
        Check.Equal("1.50 {x}", string.Format(s_invariant, "{0:F2} {{x}}", 1.5));
        Check.Equal("a b c d", string.Format("{0} {1} {2} {3}", "a", "b", "c", "d"));
        Check.Throws<FormatException>(() => string.Format("{1}", 1));
        Check.Throws<FormatException>(() => string.Format("{", 1));
    }

    [Test]
    public static void IntoSpans()
    {
        Span<char> buffer = stackalloc char[20];
        Check.That(12345.TryFormat(buffer, out int written));
        Check.Equal("12345", buffer[..written].ToString());
        Check.That(!12345.TryFormat(buffer[..4], out _));
        Check.That(buffer.TryWrite(s_invariant, $"{1.5}:{2:X2}", out written));
        Check.Equal("1.5:02", buffer[..written].ToString());
        Span<byte> utf8 = stackalloc byte[20];
        Check.That((-7L).TryFormat(utf8, out written));
        Check.That(utf8[..written].SequenceEqual("-7"u8));
    }

    [Test]
    public static void BooleansCharactersGuids()
    {
        Check.Equal("True", Opaque.Value(true).ToString());
        Check.Equal("x", 'x'.ToString());
        Guid guid = new("00112233-4455-6677-8899-aabbccddeeff");
        Check.Equal("00112233-4455-6677-8899-aabbccddeeff", guid.ToString());
        Check.Equal("00112233445566778899aabbccddeeff", guid.ToString("N"));
        Check.Equal(guid, Guid.Parse("{00112233-4455-6677-8899-AABBCCDDEEFF}"));
        Check.Equal("1.2.3.4", new Version(1, 2, 3, 4).ToString());
    }
}
