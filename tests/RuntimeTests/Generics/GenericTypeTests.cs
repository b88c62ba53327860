using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Generic types over value and reference types: layout, statics, constraints, nesting, inheritance.</summary>
public static class GenericTypeTests
{
    private sealed class Pair<TFirst, TSecond>(TFirst first, TSecond second)
    {
        public TFirst First = first;
        public TSecond Second = second;

        public Pair<TSecond, TFirst> Swap() => new(Second, First);
    }

    private class Cell<T>
    {
        public static int Instances;
        public Cell() => Instances++;

        public virtual string Kind() => typeof(T) == typeof(int) ? "int" : typeof(T).IsValueType ? "value" : "reference";
    }

    private sealed class DerivedCell<T> : Cell<List<T>>
    {
        public override string Kind() => "derived " + base.Kind();
    }

    private sealed class Outer<T>
    {
        public sealed class Inner<TInner>
        {
            public T? OuterValue;
            public TInner? InnerValue;

            public (Type Outer, Type Inner) Types() => (typeof(T), typeof(TInner));
        }
    }

    private sealed class Node<T> : IComparable<Node<T>>
        where T : IComparable<T>
    {
        public required T Value { get; init; }

        public int CompareTo(Node<T>? other) => other is null ? 1 : Value.CompareTo(other.Value);
    }

    private static class Factory<T>
        where T : new()
    {
        public static T Make() => new();
    }

    private struct Defaulted
    {
        public int Value;

        public Defaulted() => Value = 11;
    }

    private sealed class Made
    {
        public int Value = 12;
    }

    [Test]
    public static void FieldsOfEveryType()
    {
        Pair<byte, string> first = new(200, "text");
        Check.Equal("text", first.Swap().First);
        Check.Equal((byte)200, first.Swap().Second);
        Pair<decimal, (int, string)> second = new(1.5m, (3, "x"));
        Check.Equal((3, "x"), second.Swap().First);
        Pair<object, Pair<int, int>> third = new("o", new Pair<int, int>(1, 2));
        Garbage.CollectAndOverwrite();
        Check.Equal(2, third.Swap().First.Second);
    }

    [Test]
    public static void StaticsBelongToTheInstantiation()
    {
        int before = Cell<sbyte>.Instances;
        Opaque.Value(new Cell<sbyte>());
        Opaque.Value(new Cell<sbyte>());
        Opaque.Value(new Cell<Version>());
        Check.Equal(before + 2, Cell<sbyte>.Instances);
        Check.Equal(1, Cell<Version>.Instances);
        Check.Equal(0, Cell<Uri>.Instances);
    }

    private sealed class Uri;

    [Test]
    public static void SharedCodeKnowsItsType()
    {
        Check.Equal("int", Opaque.Value(new Cell<int>()).Kind());
        Check.Equal("value", Opaque.Value(new Cell<Guid>()).Kind());
        Check.Equal("reference", Opaque.Value(new Cell<string>()).Kind());
        Check.Equal("derived reference", Opaque.Value<Cell<List<int>>>(new DerivedCell<int>()).Kind());
    }

    [Test]
    public static void InstantiationsAreDifferentTypes()
    {
        object cell = Opaque.Value<object>(new Cell<string>());
        Check.That(cell is Cell<string>);
        Check.That(cell is not Cell<object>);
        Check.That(Opaque.Value<object>(new List<int>()) is not List<uint>);
        Check.That(typeof(Cell<int>) != typeof(Cell<long>));
        Check.That(Opaque.Value<object>(new DerivedCell<int>()) is Cell<List<int>>);
    }

    [Test]
    public static void NestedGenericTypes()
    {
        Outer<int>.Inner<string> inner = new() { OuterValue = 1, InnerValue = "i" };
        Check.That(inner.Types().Outer == typeof(int));
        Check.That(inner.Types().Inner == typeof(string));
        Outer<string>.Inner<object> shared = new();
        Check.That(shared.Types().Outer == typeof(string));
        Check.That(shared.Types().Inner == typeof(object));
    }

    [Test]
    public static void ConstraintsAllowCalls()
    {
        Node<int> one = new() { Value = 1 };
        Node<int> two = new() { Value = 2 };
        Check.That(one.CompareTo(two) < 0);
        Node<string> b = new() { Value = "b" };
        Check.That(b.CompareTo(new Node<string> { Value = "a" }) > 0);
        Check.That(Comparer<Node<int>>.Default.Compare(two, one) > 0);
    }

    [Test]
    public static void NewConstraintCallsTheConstructor()
    {
        Check.Equal(11, Factory<Defaulted>.Make().Value);
        Check.Equal(12, Factory<Made>.Make().Value);
        Check.Equal(0, Factory<int>.Make());
        Check.Equal(0, Factory<List<string>>.Make().Count);
    }

    [Test]
    public static void DefaultOfEveryKind()
    {
        Check.Equal(0, Default<int>());
        Check.That(Default<string>() is null);
        Check.That(Default<int?>() is null);
        Check.Equal((0, null), Default<(int, string?)>());
        static T? Default<T>() => Opaque.Value(default(T));
    }

    [Test]
    public static void ArraysOfGenericTypes()
    {
        Pair<string, int>[] pairs = new Pair<string, int>[50];
        KeyValuePair<string, int>[] values = new KeyValuePair<string, int>[50];
        for (int i = 0; i < 50; i++)
        {
            pairs[i] = new Pair<string, int>(i.ToString(), i);
            values[i] = new KeyValuePair<string, int>(i.ToString(), i);
        }
        Garbage.CollectAndOverwrite();
        Check.Equal("49", pairs[49].First);
        Check.Equal("48", values[48].Key);
        Check.Equal(48, values[48].Value);
    }

    [Test]
    public static void DefaultComparersOfUserTypes()
    {
        Check.That(EqualityComparer<Defaulted>.Default.Equals(new Defaulted { Value = 1 }, new Defaulted { Value = 1 }));
        Check.That(EqualityComparer<string>.Default.Equals("ab", Opaque.Value("a") + "b"));
        Check.That(!EqualityComparer<Made>.Default.Equals(new Made(), new Made()));
        Check.That(EqualityComparer<int?>.Default.Equals(3, 3));
        Check.That(Comparer<int?>.Default.Compare(null, 3) < 0);
        Check.That(EqualityComparer<DayOfWeek>.Default.Equals(DayOfWeek.Monday, DayOfWeek.Monday));
    }
}
