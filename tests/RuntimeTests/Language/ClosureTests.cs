using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Lambdas and local functions that capture variables.</summary>
public static class ClosureTests
{
    private sealed class Owner
    {
        private readonly int _base = 100;

        public Func<int, int> Adder(int more) => value => _base + more + value;
    }

    [Test]
    public static void CapturedVariableIsShared()
    {
        int counter = 0;
        Action increment = () => counter++;
        Func<int> read = () => counter;
        increment();
        increment();
        counter += 10;
        Check.Equal(12, read());
    }

    [Test]
    public static void EachIterationHasItsOwnVariable()
    {
        List<Func<int>> functions = [];
        foreach (int i in new[] { 1, 2, 3 })
        {
            functions.Add(() => i);
        }
        Check.Equal(1, functions[0]());
        Check.Equal(3, functions[2]());
        List<Func<int>> shared = [];
        for (int i = 0; i < 3; i++)
        {
            shared.Add(() => i);
        }
        Check.Equal(3, shared[0]());
    }

    [Test]
    public static void NestedScopes()
    {
        int outer = 1;
        Func<int, Func<int, int>> add = first => second => outer + first + second;
        Func<int, int> addTen = add(10);
        outer = 1000;
        Check.Equal(1110, addTen(100));
    }

    [Test]
    public static void CapturesThis() => Check.Equal(123, new Owner().Adder(20)(3));

    [Test]
    public static void LocalFunctionsRecurse()
    {
        Check.Equal(120, Factorial(5));
        int Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
    }

    [Test]
    public static void LocalFunctionChangesVariableByReference()
    {
        int total = 0;
        Add(3);
        Add(4);
        Check.Equal(7, total);
        void Add(int value) => total += value;
    }

    [Test]
    public static void RecursiveLambda()
    {
        Func<int, int> fibonacci = null!;
        fibonacci = n => n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
        Check.Equal(610, fibonacci(15));
    }

    [Test]
    public static void CapturedObjectsSurviveCollection()
    {
        Func<string> text = Make();
        Garbage.CollectAndOverwrite();
        Check.Equal("captured 1 2 3", text());
        static Func<string> Make()
        {
            List<int> numbers = [1, 2, 3];
            string prefix = new string("captured".AsSpan());
            return () => prefix + " " + string.Join(" ", numbers);
        }
    }

    [Test]
    public static void GenericClosure()
    {
        Check.Equal("a-a", Twice("a", (x, y) => x + "-" + y)());
        Check.Equal(8, Twice(4, (x, y) => x + y)());
        static Func<T> Twice<T>(T value, Func<T, T, T> join) => () => join(value, value);
    }
}
