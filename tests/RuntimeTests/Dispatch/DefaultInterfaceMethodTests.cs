using System;

namespace Lodestar.RuntimeTests;

/// <summary>Default interface methods: inherited, overridden by classes and by derived interfaces, on structs, generic.</summary>
public static class DefaultInterfaceMethodTests
{
    private interface IGreeter
    {
        string Name { get; }

        string Greet() => "hello " + Name;

        static string Shared => "static";

        private string Hidden() => "hidden " + Name;

        string CallHidden() => Hidden();
    }

    private interface ILoudGreeter : IGreeter
    {
        string IGreeter.Greet() => "HELLO " + Name;
    }

    private sealed class Plain : IGreeter
    {
        public string Name => "plain";
    }

    private sealed class Own : IGreeter
    {
        public string Name => "own";

        public string Greet() => "hi";
    }

    private sealed class Loud : ILoudGreeter
    {
        public string Name => "loud";
    }

    private struct Value : IGreeter
    {
        public int Number;

        public readonly string Name => "value " + Number.ToString();
    }

    private interface IList<T>
    {
        T[] Items { get; }

        T First() => Items[0];

        TResult Map<TResult>(Func<T, TResult> function) => function(First());

        Type ElementType() => typeof(T);
    }

    private sealed class Texts : IList<string>
    {
        public string[] Items => ["first", "second"];
    }

    private sealed class Of<T>(T item) : IList<T>
    {
        public T[] Items => [item];
    }

    [Test]
    public static void InheritedByAClass()
    {
        Check.Equal("hello plain", Opaque.Value<IGreeter>(new Plain()).Greet());
        Check.Equal("hidden plain", Opaque.Value<IGreeter>(new Plain()).CallHidden());
        Check.Equal("static", IGreeter.Shared);
    }

    [Test]
    public static void OverriddenByAClass() => Check.Equal("hi", Opaque.Value<IGreeter>(new Own()).Greet());

    [Test]
    public static void OverriddenByAnInterface()
    {
        Check.Equal("HELLO loud", Opaque.Value<IGreeter>(new Loud()).Greet());
        Check.Equal("HELLO loud", Opaque.Value<ILoudGreeter>(new Loud()).Greet());
    }

    [Test]
    public static void OnABoxedStruct() => Check.Equal("hello value 6", Opaque.Value<IGreeter>(new Value { Number = 6 }).Greet());

    [Test]
    public static void OnAStructThroughAConstraint()
    {
        Check.Equal("hello value 7", Greet(new Value { Number = 7 }));
        Check.Equal("hi", Greet(new Own()));
        static string Greet<T>(T greeter)
            where T : IGreeter => greeter.Greet();
    }

    [Test]
    public static void InGenericInterfaces()
    {
        Check.Equal("first", Opaque.Value<IList<string>>(new Texts()).First());
        Check.Equal(5, Opaque.Value<IList<string>>(new Texts()).Map(text => text.Length));
        Check.Equal(42, Opaque.Value<IList<int>>(new Of<int>(42)).First());
        Check.Equal("42", Opaque.Value<IList<int>>(new Of<int>(42)).Map(number => number.ToString()));
    }

    [Test]
    public static void SharedCodeKnowsTheInterfacesType()
    {
        Check.Same(typeof(string), Opaque.Value<IList<string>>(new Of<string>("s")).ElementType());
        Check.Same(typeof(object), Opaque.Value<IList<object>>(new Of<object>("s")).ElementType());
        Check.Same(typeof(int), Opaque.Value<IList<int>>(new Of<int>(1)).ElementType());
    }
}
