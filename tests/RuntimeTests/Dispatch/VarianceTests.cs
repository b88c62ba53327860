using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Co- and contravariant interfaces and delegates, and casts to and from arrays and interfaces.</summary>
public static class VarianceTests
{
    private interface IProducer<out T>
    {
        T Produce();
    }

    private interface IConsumer<in T>
    {
        string Consume(T value);
    }

    private class Animal
    {
        public virtual string Sound => "...";
    }

    private sealed class Cat : Animal
    {
        public override string Sound => "meow";
    }

    private sealed class CatProducer : IProducer<Cat>
    {
        public Cat Produce() => new();
    }

    private sealed class AnimalConsumer : IConsumer<Animal>, IConsumer<string>
    {
        public string Consume(Animal value) => "ate " + value.Sound;

        public string Consume(string value) => "read " + value;
    }

    [Test]
    public static void CovariantInterface()
    {
        IProducer<Animal> producer = Opaque.Value<IProducer<Animal>>(new CatProducer());
        Check.Equal("meow", producer.Produce().Sound);
        IProducer<object> objects = Opaque.Value<IProducer<object>>(producer);
        Check.That(objects.Produce() is Cat);
        Check.That(Opaque.Value<object>(producer) is not IProducer<string>);
    }

    [Test]
    public static void ContravariantInterface()
    {
        IConsumer<Cat> consumer = Opaque.Value<IConsumer<Cat>>(new AnimalConsumer());
        Check.Equal("ate meow", consumer.Consume(new Cat()));
        Check.That(Opaque.Value<object>(consumer) is not IConsumer<object>);
    }

    [Test]
    public static void EnumerablesAreCovariant()
    {
        IEnumerable<object> objects = Opaque.Value<IEnumerable<object>>(new List<string> { "a", "b" });
        Check.Sequence(["a", "b"], objects);
        Check.That(Opaque.Value<object>(new List<int>()) is not IEnumerable<object>);
        Check.That(Opaque.Value<object>(new Cat[1]) is IEnumerable<Animal>);
    }

    [Test]
    public static void ComparersAreContravariant()
    {
        IComparer<Cat> comparer = Opaque.Value<IComparer<Cat>>(Comparer<Animal>.Create((x, y) => x.Sound.Length - y.Sound.Length));
        Check.Equal(0, comparer.Compare(new Cat(), new Cat()));
    }

    [Test]
    public static void ArraysImplementGenericInterfaces()
    {
        object cats = Opaque.Value<object>(new Cat[] { new() });
        Check.That(cats is IReadOnlyList<Cat> { Count: 1 });
        Check.That(cats is IList<Animal>);
        Check.That(cats is Animal[]);
        Check.That(cats is not string[]);
        Check.Equal("meow", ((IReadOnlyList<Animal>)cats)[0].Sound);
        object numbers = Opaque.Value<object>(new int[] { 3 });
        Check.That(numbers is IEnumerable<int>);
        Check.That(numbers is not IEnumerable<long>);
        Check.That(numbers is not object[]);
        Check.Equal(3, ((ICollection<int>)numbers).Count * 3);
    }

    [Test]
    public static void ArraysOfEnumsAndTheirIntegers()
    {
        object unsigned = Opaque.Value<object>(new uint[] { uint.MaxValue });
        Check.That(unsigned is int[]);
        Check.Equal(-1, ((int[])unsigned)[0]);
        object days = Opaque.Value<object>(new DayOfWeek[] { DayOfWeek.Tuesday });
        Check.Equal(2, ((int[])days)[0]);
    }

    [Test]
    public static void FailedCastsThrowAndAsReturnsNull()
    {
        object cat = Opaque.Value<object>(new Cat());
        Check.That(cat as string is null);
        Check.That(cat as IDisposable is null);
        Check.Throws<InvalidCastException>(() => Opaque.Value((string)cat));
        Check.Throws<InvalidCastException>(() => Opaque.Value((IDisposable)cat));
        Check.Throws<InvalidCastException>(() => Opaque.Value((IProducer<string>)cat));
        Check.Throws<InvalidCastException>(() => Opaque.Value((Cat[])Opaque.Value<object>(new Animal[1])));
        Check.That((Cat?)Opaque.Value<object?>(null) is null);
    }
}
