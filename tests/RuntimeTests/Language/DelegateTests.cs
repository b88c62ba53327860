using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Delegates over static, instance, virtual, interface, generic and struct methods, and multicast delegates.</summary>
public static class DelegateTests
{
    private delegate int RefDelegate(ref int value, out string text);

    private class Animal
    {
        public virtual string Name() => "animal";
    }

    private sealed class Dog : Animal
    {
        public override string Name() => "dog";
    }

    private interface INamed
    {
        string GetName();
    }

    private sealed class Named(string name) : INamed
    {
        public string GetName() => name;
    }

    private struct Point
    {
        public int X;

        public readonly int GetX() => X;
    }

    private static int Double(int value) => value * 2;

    private static T Same<T>(T value) => value;

    [Test]
    public static void StaticMethod()
    {
        Func<int, int> function = Opaque.Value<Func<int, int>>(Double);
        Check.Equal(14, function(7));
        Check.That(function.Target is null || function.Target is not Animal);
    }

    [Test]
    public static void VirtualMethodIsBoundToTheObject()
    {
        Animal animal = Opaque.Value<Animal>(new Dog());
        Func<string> name = animal.Name;
        Check.Equal("dog", name());
        Check.Same(animal, name.Target);
    }

    [Test]
    public static void InterfaceMethod()
    {
        Func<string> name = Opaque.Value<INamed>(new Named("n")).GetName;
        Garbage.CollectAndOverwrite();
        Check.Equal("n", name());
    }

    [Test]
    public static void StructMethodIsBoundToACopy()
    {
        Point point = new() { X = 3 };
        Func<int> getX = point.GetX;
        point.X = 4;
        Check.Equal(3, getX());
        Check.Equal(4, point.GetX());
    }

    [Test]
    public static void GenericMethods()
    {
        Check.Equal(5, Opaque.Value<Func<int, int>>(Same)(5));
        Check.Equal("s", Opaque.Value<Func<string, string>>(Same)("s"));
        Check.Equal(2.5, Opaque.Value<Func<double, double>>(Same<double>)(2.5));
    }

    [Test]
    public static void RefAndOutArguments()
    {
        RefDelegate increment = Opaque.Value<RefDelegate>((ref int value, out string text) =>
        {
            value++;
            text = "was " + (value - 1).ToString();
            return value;
        });
        int number = 4;
        Check.Equal(5, increment(ref number, out string text));
        Check.Equal(5, number);
        Check.Equal("was 4", text);
    }

    [Test]
    public static void MulticastCallsAllInOrder()
    {
        List<int> log = [];
        Action first = () => log.Add(1);
        Action second = () => log.Add(2);
        Action? all = first + second + first;
        all();
        Check.Sequence([1, 2, 1], log);
        Check.Equal(3, all.GetInvocationList().Length);
        log.Clear();
        all -= first;
        all!.Invoke();
        Check.Sequence([1, 2], log);
        all -= second;
        all -= first;
        Check.That(all is null);
    }

    [Test]
    public static void MulticastReturnsTheLastResult()
    {
        Func<int> all = () => 1;
        all += () => 2;
        all += () => 3;
        Check.Equal(3, Opaque.Value(all)());
    }

    [Test]
    public static void MulticastStopsAtAnException()
    {
        int calls = 0;
        Action all = () => calls++;
        all += () => throw new InvalidOperationException("stop");
        all += () => calls++;
        Check.Equal("stop", Check.Throws<InvalidOperationException>(all).Message);
        Check.Equal(1, calls);
    }

    [Test]
    public static void EqualityComparesTargetAndMethod()
    {
        Animal animal = new Dog();
        Func<string> first = animal.Name;
        Func<string> second = animal.Name;
        Func<string> other = new Dog().Name;
        Check.That(first == second);
        Check.That(first != other);
        Check.Equal(first.GetHashCode(), second.GetHashCode());
        Check.That(Delegate.Combine(null, first) as Func<string> == first);
    }

    [Test]
    public static void ManySubscribers()
    {
        int sum = 0;
        Action<int>? all = null;
        for (int i = 1; i <= 100; i++)
        {
            int factor = i;
            all += value => sum += value * factor;
        }
        Garbage.CollectAndOverwrite();
        all!(2);
        Check.Equal(10100, sum);
    }

    [Test]
    public static void ContravarianceAndCovariance()
    {
        Func<object, Dog> make = unused => new Dog();
        Func<string, Animal> narrower = Opaque.Value<Func<string, Animal>>(make);
        Check.Equal("dog", narrower("x").Name());
        Action<object> sink = value => Opaque.Value(value);
        Action<string> stringSink = Opaque.Value<Action<string>>(sink);
        stringSink("y");
    }

    [Test]
    public static void ManyArguments()
    {
        Func<int, long, double, string, byte, object?, short, int, int, string> join = (a, b, c, d, e, f, g, h, i) =>
            $"{a}{b}{d}{e}{f}{g}{h}{i}{(c > 2 ? "+" : "-")}";
        Check.Equal("12s46789+", Opaque.Value(join)(1, 2, 2.5, "s", 4, null, 67, 8, 9));
    }

    [Test]
    public static void ExtensionMethodOnAReference()
    {
        Func<int> length = "four".CountCharacters;
        Check.Equal(4, length());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountCharacters(this string text) => text.Length;
}
