using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Boxing and unboxing of value types, enums and nullables; calls on boxed structs.</summary>
public static class BoxingTests
{
    private enum Color : byte
    {
        Red = 1,
        Green = 2,
    }

    private interface ICounter
    {
        int Next();
    }

    private struct Counter : ICounter
    {
        private int _value;

        public int Next() => ++_value;

        public override readonly string ToString() => "counter " + _value.ToString();
    }

    private struct WithReferences
    {
        public string Name;
        public int Number;
        public object? Other;
    }

    [Test]
    public static void ValuesRoundTrip()
    {
        Check.Equal(42, (int)Opaque.Value<object>(42));
        Check.Equal(-1L, (long)Opaque.Value<object>(-1L));
        Check.Equal(1.5, (double)Opaque.Value<object>(1.5));
        Check.Equal('c', (char)Opaque.Value<object>('c'));
        Check.That((bool)Opaque.Value<object>(true));
        Check.Equal(7.25m, (decimal)Opaque.Value<object>(7.25m));
    }

    [Test]
    public static void EachBoxIsAnObjectOfItsOwn()
    {
        int number = 5;
        object first = Opaque.Value<object>(number);
        object second = Opaque.Value<object>(number);
        Check.That(!ReferenceEquals(first, second));
        Check.That(first.Equals(second));
        Check.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Test]
    public static void BoxedStructIsChangedThroughItsInterface()
    {
        ICounter boxed = Opaque.Value<ICounter>(new Counter());
        boxed.Next();
        boxed.Next();
        Check.Equal(3, boxed.Next());
        Check.Equal("counter 3", boxed.ToString()!);
        Counter copy = (Counter)boxed;
        copy.Next();
        Check.Equal(4, boxed.Next());
    }

    [Test]
    public static void NullableBoxesToItsValueOrNull()
    {
        Check.That(Opaque.Value<object?>((int?)null) is null);
        object five = Opaque.Value<object>((int?)5);
        Check.That(five is int);
        Check.Equal(5, ((int?)five)!.Value);
        Check.That(!((int?)Opaque.Value<object?>(null)).HasValue);
    }

    [Test]
    public static void EnumUnboxesAsEnumOnlyOrAsItsInteger()
    {
        object red = Opaque.Value<object>(Color.Red);
        Check.Equal(Color.Red, (Color)red);
        Check.Equal((byte)1, (byte)red);
        Check.That(red.Equals(Color.Red));
        Check.That(!red.Equals((byte)1));
        Check.That(red is not byte);
    }

    [Test]
    public static void UnboxingToAnotherTypeThrows()
    {
        object number = Opaque.Value<object>(5);
        Check.Throws<InvalidCastException>(() => Opaque.Value((long)number));
        Check.Throws<InvalidCastException>(() => Opaque.Value((uint)number).ToString());
        Check.Throws<NullReferenceException>(() => Opaque.Value((int)Opaque.Null<object>()));
    }

    [Test]
    public static void ReferencesInABoxSurviveCollection()
    {
        List<object> boxes = [];
        for (int i = 0; i < 200; i++)
        {
            boxes.Add(new WithReferences { Name = "n" + i.ToString(), Number = i, Other = new[] { i } });
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < boxes.Count; i++)
        {
            WithReferences item = (WithReferences)boxes[i];
            Check.Equal("n" + i.ToString(), item.Name);
            Check.Equal(i, ((int[])item.Other!)[0]);
        }
    }

    [Test]
    public static void PatternsTestTheBoxedType()
    {
        Check.Equal("int 3", Describe(3));
        Check.Equal("text s", Describe("s"));
        Check.Equal("color", Describe(Color.Green));
        Check.Equal("nothing", Describe(null));
        Check.Equal("other", Describe(3L));
    }

    private static string Describe(object? value) => Opaque.Value(value) switch
    {
        int number and > 2 => "int " + number.ToString(),
        string text => "text " + text,
        Color.Green => "color",
        null => "nothing",
        _ => "other",
    };
}
