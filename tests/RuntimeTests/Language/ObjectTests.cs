using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Plain objects: construction, zeroed fields, inheritance, identity, object initialisers, cloning.</summary>
public static class ObjectTests
{
    private class Base
    {
        public int First = 1;
        public string Order = "";

        public Base() => Order += "base ";
    }

    private class Derived : Base
    {
        public long Second = 2;

        public Derived() => Order += "derived";
    }

    private sealed class AllZero
    {
        public byte Byte;
        public long Long;
        public double Double;
        public object? Reference;
        public decimal Decimal;
        public int Int { get; init; }
        public required int Required { get; init; }
    }

    private sealed class Cloneable
    {
        public int Number;
        public string? Text;
        public int[]? Items;

        public Cloneable Clone() => (Cloneable)MemberwiseClone();
    }

    [Test]
    public static void FieldsStartAtZeroInReusedMemory()
    {
        for (int i = 0; i < 200; i++)
        {
            AllZero dirty = new() { Required = -1, Byte = 255, Long = -1, Double = -1, Reference = "", Decimal = -1 };
            Opaque.Value(dirty);
        }
        GC.Collect();
        for (int i = 0; i < 200; i++)
        {
            AllZero fresh = Opaque.Value(new AllZero { Required = 7 });
            Check.Equal(0, fresh.Byte);
            Check.Equal(0L, fresh.Long);
            Check.Equal(0.0, fresh.Double);
            Check.That(fresh.Reference is null);
            Check.Equal(0m, fresh.Decimal);
            Check.Equal(0, fresh.Int);
            Check.Equal(7, fresh.Required);
        }
    }

    [Test]
    public static void ConstructorsRunFromBaseToDerived()
    {
        Derived derived = Opaque.Value(new Derived());
        Check.Equal("base derived", derived.Order);
        Check.Equal(1, derived.First);
        Check.Equal(2L, derived.Second);
    }

    [Test]
    public static void IdentityIsNotEquality()
    {
        object first = Opaque.Value(new object());
        object second = Opaque.Value(new object());
        Check.That(!ReferenceEquals(first, second));
        Check.That(!first.Equals(second));
        Check.That(first.Equals(first));
    }

    [Test]
    public static void HashCodeOfAnObjectIsStable()
    {
        object item = new();
        int hash = RuntimeHelpers.GetHashCode(item);
        Garbage.CollectAndOverwrite();
        Check.Equal(hash, RuntimeHelpers.GetHashCode(item));
        Check.Equal(hash, item.GetHashCode());
        Check.Equal(0, RuntimeHelpers.GetHashCode(null));
    }

    [Test]
    public static void HashCodesOfObjectsDiffer()
    {
        int first = new object().GetHashCode();
        int different = 0;
        for (int i = 0; i < 100; i++)
        {
            different += new object().GetHashCode() != first ? 1 : 0;
        }
        Check.AtLeast(95, different);
    }

    [Test]
    public static void MemberwiseCloneCopiesFields()
    {
        Cloneable original = new() { Number = 5, Text = "text", Items = [1, 2] };
        Cloneable copy = original.Clone();
        Check.That(!ReferenceEquals(original, copy));
        Check.Equal(5, copy.Number);
        Check.Same(original.Text, copy.Text);
        Check.Same(original.Items, copy.Items);
        copy.Number = 6;
        Check.Equal(5, original.Number);
    }

    [Test]
    public static void ManySmallObjectsKeepTheirValues()
    {
        Cloneable[] all = new Cloneable[5000];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new Cloneable { Number = i };
        }
        long sum = 0;
        foreach (Cloneable item in all)
        {
            sum += item.Number;
        }
        Check.Equal(4999L * 5000 / 2, sum);
    }

    [Test]
    public static void TypesAreIdentifiedExactly()
    {
        object derived = Opaque.Value<object>(new Derived());
        Check.That(derived.GetType() == typeof(Derived));
        Check.That(derived.GetType() != typeof(Base));
        Check.That(derived is Base);
        Check.That(Opaque.Value<object>(new Base()) is not Derived);
    }
}
