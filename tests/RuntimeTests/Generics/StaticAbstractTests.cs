using System;
using System.Numerics;

namespace Lodestar.RuntimeTests;

/// <summary>Static abstract and virtual interface members, and the numeric interfaces built on them.</summary>
public static class StaticAbstractTests
{
    private interface IUnit<TSelf>
        where TSelf : IUnit<TSelf>
    {
        static abstract string Symbol { get; }

        static virtual int Scale => 1;

        static abstract TSelf operator +(TSelf left, TSelf right);

        static abstract TSelf Of(int amount);

        int Amount { get; }
    }

    private readonly record struct Metre(int Amount) : IUnit<Metre>
    {
        public static string Symbol => "m";

        public static Metre operator +(Metre left, Metre right) => new(left.Amount + right.Amount);

        public static Metre Of(int amount) => new(amount);
    }

    private sealed record Tonne(int Amount) : IUnit<Tonne>
    {
        public static string Symbol => "t";

        public static int Scale => 1000;

        public static Tonne operator +(Tonne left, Tonne right) => new(left.Amount + right.Amount);

        public static Tonne Of(int amount) => new(amount);
    }

    private static string Describe<T>(params T[] units)
        where T : IUnit<T>
    {
        T sum = T.Of(0);
        foreach (T unit in units)
        {
            sum += unit;
        }
        return (sum.Amount * T.Scale).ToString() + T.Symbol;
    }

    private static T Sum<T>(ReadOnlySpan<T> items)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T item in items)
        {
            sum += item;
        }
        return sum;
    }

    private static TTo Convert<TFrom, TTo>(TFrom value)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo> => TTo.CreateSaturating(value);

    [Test]
    public static void OverAStruct() => Check.Equal("6m", Describe(new Metre(1), new Metre(2), new Metre(3)));

    [Test]
    public static void OverAClass() => Check.Equal("5000t", Describe(new Tonne(2), new Tonne(3)));

    [Test]
    public static void GenericMathAddsEveryNumber()
    {
        Check.Equal(6, Sum<int>([1, 2, 3]));
        Check.Equal(6.5, Sum<double>([1.5, 2, 3]));
        Check.Equal(0.6m, Sum<decimal>([0.1m, 0.2m, 0.3m]));
        Check.Equal((byte)1, Sum<byte>([255, 2]));
        Check.Equal((Int128)7, Sum<Int128>([3, 4]));
    }

    [Test]
    public static void GenericMathConverts()
    {
        Check.Equal((byte)255, Convert<int, byte>(1000));
        Check.Equal((byte)0, Convert<int, byte>(-1));
        Check.Equal(3, Convert<double, int>(3.9));
        Check.Equal(long.MaxValue, Convert<double, long>(1e30));
        Check.Equal(42UL, Convert<short, ulong>(42));
    }

    [Test]
    public static void GenericMathParses()
    {
        Check.Equal(12, Parse<int>("12"));
        Check.Equal(1.25, Parse<double>("1.25"));
        Check.Equal(ulong.MaxValue, Parse<ulong>("18446744073709551615"));
        static T Parse<T>(string text)
            where T : IParsable<T> => T.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public static void GenericMathFindsLimits()
    {
        Check.Equal((sbyte)-128, Lowest<sbyte>());
        Check.Equal(uint.MinValue, Lowest<uint>());
        Check.Equal(long.MinValue, Lowest<long>());
        Check.Equal(4, PopCount(0xF0u));
        Check.Equal(64, PopCount(ulong.MaxValue));
        static T Lowest<T>()
            where T : IMinMaxValue<T> => T.MinValue;
        static int PopCount<T>(T value)
            where T : IBinaryInteger<T> => int.CreateChecked(T.PopCount(value));
    }
}
