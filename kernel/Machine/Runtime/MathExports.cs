using System.Runtime;

namespace Lodestar.Machine.Runtime;

/// <summary>
/// The C library's mathematics that compiled code calls, as far as it is exact: rounding and remainders (C11 7.12.9 and
/// 7.12.10, IEEE 754). On the bits, so that no rounding mode and no x87 state matters. Transcendental functions are not
/// there: a kernel that uses one does not link.
/// </summary>
internal static unsafe class MathExports
{
    private const int FractionBits = 52;
    private const int ExponentBias = 1023;
    private const int ExponentMask = 0x7ff;
    private const ulong SignBit = 1UL << 63;
    private const ulong FractionMask = (1UL << FractionBits) - 1;
    private const ulong ImplicitOne = 1UL << FractionBits;
    private const ulong Infinity = (ulong)ExponentMask << FractionBits;

    /// <summary>The largest integer that is not greater.</summary>
    [RuntimeExport("floor")]
    private static double Floor(double value) => ToDouble(FloorBits(ToBits(value)));

    /// <summary>The smallest integer that is not less.</summary>
    [RuntimeExport("ceil")]
    private static double Ceiling(double value) => ToDouble(FloorBits(ToBits(value) ^ SignBit) ^ SignBit);

    [RuntimeExport("floorf")]
    private static float FloorSingle(float value) => (float)Floor(value);

    [RuntimeExport("ceilf")]
    private static float CeilingSingle(float value) => (float)Ceiling(value);

    /// <summary>The remainder of a division that rounds to zero, exact, with the sign of the dividend.</summary>
    [RuntimeExport("fmod")]
    private static double Remainder(double dividend, double divisor)
    {
        ulong x = ToBits(dividend) & ~SignBit;
        ulong y = ToBits(divisor) & ~SignBit;
        ulong sign = ToBits(dividend) & SignBit;
        if (x >= Infinity || y > Infinity || y == 0)
        {
            return double.NaN;
        }

        if (x < y)
        {
            return dividend;
        }

        Split(x, out ulong fraction, out int exponent);
        Split(y, out ulong unit, out int unitExponent);

        // Long division, one bit at a time.
        for (; exponent > unitExponent; exponent--)
        {
            fraction = (fraction >= unit ? fraction - unit : fraction) << 1;
        }

        fraction = fraction >= unit ? fraction - unit : fraction;
        return ToDouble(sign | Join(fraction, exponent));
    }

    /// <summary>Exact in double, and the result of two floats is a float.</summary>
    [RuntimeExport("fmodf")]
    private static float RemainderSingle(float dividend, float divisor) => (float)Remainder(dividend, divisor);

    /// <summary>Splits in integer and fraction, both with the sign of the value.</summary>
    [RuntimeExport("modf")]
    private static double SplitInteger(double value, double* integer)
    {
        ulong bits = ToBits(value);
        ulong sign = bits & SignBit;
        ulong truncated = FloorBits(bits & ~SignBit) | sign;
        *integer = ToDouble(truncated);
        if ((bits & ~SignBit) > Infinity)
        {
            return value;
        }

        // The sign of a zero fraction is the value's too; infinity has the fraction 0.
        return truncated == bits ? ToDouble(sign) : value - *integer;
    }

    [RuntimeExport("modff")]
    private static float SplitIntegerSingle(float value, float* integer)
    {
        double whole;
        double fraction = SplitInteger(value, &whole);
        *integer = (float)whole;
        return (float)fraction;
    }

    private static ulong FloorBits(ulong bits)
    {
        int exponent = (int)(bits >> FractionBits & ExponentMask) - ExponentBias;
        bool negative = (bits & SignBit) != 0;
        if (exponent >= FractionBits)
        {
            return bits;
        }

        if (exponent < 0)
        {
            const ulong MinusOne = SignBit | ((ulong)ExponentBias << FractionBits);
            return negative && bits != SignBit ? MinusOne : bits & SignBit;
        }

        ulong one = ImplicitOne >> exponent;
        if ((bits & (one - 1)) == 0)
        {
            return bits;
        }

        // The next integer away from zero: the carry runs into the exponent as it should.
        bits &= ~(one - 1);
        return negative ? bits + one : bits;
    }

    /// <summary>Value = fraction * 2^(exponent - bias - 52), the fraction with its leading one at bit 52.</summary>
    private static void Split(ulong magnitude, out ulong fraction, out int exponent)
    {
        exponent = (int)(magnitude >> FractionBits);
        fraction = magnitude & FractionMask;
        if (exponent != 0)
        {
            fraction |= ImplicitOne;
            return;
        }

        exponent = 1;
        while ((fraction & ImplicitOne) == 0)
        {
            fraction <<= 1;
            exponent--;
        }
    }

    private static ulong Join(ulong fraction, int exponent)
    {
        if (fraction == 0)
        {
            return 0;
        }

        while ((fraction & ImplicitOne) == 0)
        {
            fraction <<= 1;
            exponent--;
        }

        return exponent > 0
            ? (fraction & FractionMask) | ((ulong)exponent << FractionBits)
            : fraction >> (1 - exponent);
    }

    private static ulong ToBits(double value) => *(ulong*)&value;

    private static double ToDouble(ulong bits) => *(double*)&bits;
}
