using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Call sites that see more than 100 types: the caches of interface dispatch and of casts overflow.</summary>
public static class MegamorphicDispatchTests
{
    private interface IDigit
    {
        static abstract int Value { get; }
    }

    private struct D0 : IDigit { public static int Value => 0; }

    private struct D1 : IDigit { public static int Value => 1; }

    private struct D2 : IDigit { public static int Value => 2; }

    private struct D3 : IDigit { public static int Value => 3; }

    private struct D4 : IDigit { public static int Value => 4; }

    private struct D5 : IDigit { public static int Value => 5; }

    private struct D6 : IDigit { public static int Value => 6; }

    private struct D7 : IDigit { public static int Value => 7; }

    private struct D8 : IDigit { public static int Value => 8; }

    private struct D9 : IDigit { public static int Value => 9; }

    private struct D10 : IDigit { public static int Value => 10; }

    private interface INumber
    {
        int Get();

        int Add(int other) => Get() + other;
    }

    private interface INumber<T>
    {
        T? Identity(T? value);
    }

    private class Number<THigh, TLow> : INumber, INumber<THigh[]>, INumber<List<TLow>>
        where THigh : IDigit
        where TLow : IDigit
    {
        public int Get() => THigh.Value * 11 + TLow.Value;

        THigh[]? INumber<THigh[]>.Identity(THigh[]? value) => value;

        List<TLow>? INumber<List<TLow>>.Identity(List<TLow>? value) => value is null ? null : [.. value];
    }

    // One implementation in code that all the reference instantiations share.
    private sealed class Shared<T> : INumber
    {
        public required int Number { get; init; }

        public int Get() => Number + (typeof(T).IsValueType ? 1000 : 0);
    }

    private static List<INumber> AllNumbers()
    {
        List<INumber> all = [];
        AddRow<D0>(all);
        AddRow<D1>(all);
        AddRow<D2>(all);
        AddRow<D3>(all);
        AddRow<D4>(all);
        AddRow<D5>(all);
        AddRow<D6>(all);
        AddRow<D7>(all);
        AddRow<D8>(all);
        AddRow<D9>(all);
        AddRow<D10>(all);
        return all;
    }

    private static void AddRow<THigh>(List<INumber> all)
        where THigh : IDigit
    {
        all.Add(new Number<THigh, D0>());
        all.Add(new Number<THigh, D1>());
        all.Add(new Number<THigh, D2>());
        all.Add(new Number<THigh, D3>());
        all.Add(new Number<THigh, D4>());
        all.Add(new Number<THigh, D5>());
        all.Add(new Number<THigh, D6>());
        all.Add(new Number<THigh, D7>());
        all.Add(new Number<THigh, D8>());
        all.Add(new Number<THigh, D9>());
        all.Add(new Number<THigh, D10>());
    }

    private static int GetOf(INumber number) => number.Get();

    [Test]
    public static void HundredAndTwentyOneTypesAtOneCallSite()
    {
        List<INumber> all = AllNumbers();
        Check.Equal(121, all.Count);
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < all.Count; i++)
            {
                Check.Equal(i, GetOf(all[i]));
            }
        }
    }

    [Test]
    public static void OrderOfFirstCallsDoesNotMatter()
    {
        List<INumber> all = AllNumbers();
        for (int step = 0; step < 3 * all.Count; step++)
        {
            int i = step * 37 % all.Count;
            Check.Equal(i, all[i].Get());
        }
    }

    [Test]
    public static void DefaultMethodOnManyTypes()
    {
        List<INumber> all = AllNumbers();
        for (int i = 0; i < all.Count; i++)
        {
            Check.Equal(i + 1000, all[i].Add(1000));
        }
    }

    [Test]
    public static void CollectionsBetweenCalls()
    {
        List<INumber> all = AllNumbers();
        for (int i = 0; i < all.Count; i++)
        {
            Check.Equal(i, GetOf(all[i]));
            if (i % 40 == 0)
            {
                Garbage.CollectAndOverwrite();
            }
        }
    }

    [Test]
    public static void SharedCodeOnManyTypes()
    {
        INumber[] all =
        [
            new Shared<string> { Number = 0 }, new Shared<object> { Number = 1 }, new Shared<int> { Number = 2 },
            new Shared<D1[]> { Number = 3 }, new Shared<List<int>> { Number = 4 }, new Shared<Version> { Number = 5 },
            new Shared<Shared<string>> { Number = 6 }, new Shared<Shared<Shared<string>>> { Number = 7 }, new Shared<D2> { Number = 8 },
        ];
        for (int i = 0; i < all.Length; i++)
        {
            Check.Equal(i is 2 or 8 ? 1000 + i : i, GetOf(all[i]));
        }
    }

    [Test]
    public static void CastsToManyInterfaces()
    {
        List<INumber> all = AllNumbers();
        int asThree = 0, asArrayOfThree = 0, asListOfThree = 0;
        foreach (INumber number in all)
        {
            asThree += number is Number<D3, D3> ? 1 : 0;
            asArrayOfThree += number is INumber<D3[]> ? 1 : 0;
            asListOfThree += number is INumber<List<D3>> ? 1 : 0;
        }
        Check.Equal(1, asThree);
        Check.Equal(11, asArrayOfThree);
        Check.Equal(11, asListOfThree);
    }

    [Test]
    public static void TypesAsDictionaryKeys()
    {
        Dictionary<Type, int> byType = [];
        List<INumber> all = AllNumbers();
        foreach (INumber number in all)
        {
            byType.Add(number.GetType(), number.Get());
        }
        foreach (INumber number in AllNumbers())
        {
            Check.Equal(number.Get(), byType[number.GetType()]);
        }
        Check.Equal(0, byType[typeof(Number<D0, D0>)]);
    }
}
