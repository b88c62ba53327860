using System.Collections.Generic;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>An interface and a virtual method with up to 128 implementing types: products of 16 and 8 type arguments.</summary>
internal static class ManyTypes
{
    /// <summary>How many types there are.</summary>
    public const int Count = 128;

    /// <summary>Objects of so many different types, at most <see cref="Count"/>, repeated until there are that many objects.</summary>
    public static Number[] Create(int types)
    {
        List<Number> all = new(Count);
        AddRow<D0>(all);
        AddRow<D1>(all);
        AddRow<D2>(all);
        AddRow<D3>(all);
        AddRow<D4>(all);
        AddRow<D5>(all);
        AddRow<D6>(all);
        AddRow<D7>(all);
        AddRow<D0[]>(all);
        AddRow<D1[]>(all);
        AddRow<D2[]>(all);
        AddRow<D3[]>(all);
        AddRow<D4[]>(all);
        AddRow<D5[]>(all);
        AddRow<D6[]>(all);
        AddRow<D7[]>(all);
        Number[] result = new Number[Count];
        for (int i = 0; i < Count; i++)
        {
            result[i] = all[i % types];
        }

        return result;
    }

    private static void AddRow<T>(List<Number> numbers) =>
        numbers.AddRange(
        [
            new Number<T, D0>(), new Number<T, D1>(), new Number<T, D2>(), new Number<T, D3>(),
            new Number<T, D4>(), new Number<T, D5>(), new Number<T, D6>(), new Number<T, D7>(),
        ]);

    /// <summary>Called through.</summary>
    internal interface INumber
    {
        int Get();
    }

    /// <summary>The base class of all.</summary>
    internal abstract class Number : INumber
    {
        public abstract int Get();

        public abstract int Convert<T>(T value);
    }

    private sealed class Number<THigh, TLow> : Number
    {
        public override int Get() => 1;

        public override int Convert<T>(T value) => value is int number ? number : 0;
    }

    private struct D0;

    private struct D1;

    private struct D2;

    private struct D3;

    private struct D4;

    private struct D5;

    private struct D6;

    private struct D7;
}
