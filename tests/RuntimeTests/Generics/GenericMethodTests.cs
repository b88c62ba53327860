using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Generic methods: inference, recursion over types, calls through shared code, generic virtual and interface methods.</summary>
public static class GenericMethodTests
{
    private abstract class Visitor
    {
        public abstract string Visit<T>(T value);

        public virtual T Pick<T>(T first, T second) => first;
    }

    private class NameVisitor : Visitor
    {
        public override string Visit<T>(T value) => (typeof(T).IsValueType ? "value " : "reference ") + value;
    }

    private sealed class SecondVisitor : NameVisitor
    {
        public override string Visit<T>(T value) => "second " + base.Visit(value);

        public override T Pick<T>(T first, T second) => second;
    }

    private interface IConverter
    {
        TTo Convert<TFrom, TTo>(TFrom value, Func<TFrom, TTo> function);

        string Name<T>() => "default " + typeof(T).Name;
    }

    private sealed class Converter : IConverter
    {
        public TTo Convert<TFrom, TTo>(TFrom value, Func<TFrom, TTo> function) => function(value);
    }

    private struct CountingConverter : IConverter
    {
        public int Calls;

        public TTo Convert<TFrom, TTo>(TFrom value, Func<TFrom, TTo> function)
        {
            Calls++;
            return function(value);
        }

        public readonly string Name<T>() => "struct " + Calls.ToString();
    }

    private class Generic<T>
    {
        public virtual string Both<TMethod>(TMethod value) => (typeof(T) == typeof(TMethod) ? "same " : "different ") + value;
    }

    private sealed class GenericOverride<T> : Generic<T>
    {
        public override string Both<TMethod>(TMethod value) => "override " + base.Both(value);
    }

    [Test]
    public static void VirtualMethodsOverValueAndReferenceTypes()
    {
        Visitor name = Opaque.Value<Visitor>(new NameVisitor());
        Check.Equal("value 5", name.Visit(5));
        Check.Equal("reference s", name.Visit("s"));
        Check.Equal("value True", name.Visit(true));
        Check.Equal("value (1, 2)", name.Visit((1, 2)));
        Visitor second = Opaque.Value<Visitor>(new SecondVisitor());
        Check.Equal("second value 5", second.Visit(5));
        Check.Equal("second reference s", second.Visit("s"));
    }

    [Test]
    public static void VirtualMethodNotOverridden()
    {
        Check.Equal("a", Opaque.Value<Visitor>(new NameVisitor()).Pick("a", "b"));
        Check.Equal("b", Opaque.Value<Visitor>(new SecondVisitor()).Pick("a", "b"));
        Check.Equal(2L, Opaque.Value<Visitor>(new SecondVisitor()).Pick(1L, 2L));
    }

    [Test]
    public static void InterfaceMethods()
    {
        IConverter converter = Opaque.Value<IConverter>(new Converter());
        Check.Equal("7", converter.Convert(7, n => n.ToString()));
        Check.Equal(3, converter.Convert("abc", s => s.Length));
        Check.Equal(2.5, converter.Convert(5, n => n / 2.0));
        Check.Same("x", converter.Convert<object, string>("x", o => (string)o));
        Check.Equal("default Int32", converter.Name<int>());
        Check.Equal("default String", converter.Name<string>());
    }

    [Test]
    public static void InterfaceMethodsOfStructs()
    {
        IConverter boxed = Opaque.Value<IConverter>(new CountingConverter());
        Check.Equal(4, boxed.Convert(2, n => n * 2));
        Check.Equal("q", boxed.Convert("q", s => s));
        Check.Equal("struct 2", boxed.Name<string>());
        CountingConverter direct = default;
        Check.Equal(9, Call(ref direct, 3));
        Check.Equal(1, direct.Calls);
        static int Call<TConverter>(ref TConverter converter, int value)
            where TConverter : IConverter => converter.Convert(value, n => n * n);
    }

    [Test]
    public static void MethodOfAGenericType()
    {
        Check.Equal("same 1", Opaque.Value(new Generic<int>()).Both(1));
        Check.Equal("different 1", Opaque.Value(new Generic<string>()).Both(1));
        Check.Equal("override same s", Opaque.Value<Generic<string>>(new GenericOverride<string>()).Both("s"));
        Check.Equal("override different s", Opaque.Value<Generic<object>>(new GenericOverride<object>()).Both("s"));
    }

    [Test]
    public static void DelegateToAGenericVirtualMethod()
    {
        Func<int, string> visit = Opaque.Value<Visitor>(new SecondVisitor()).Visit;
        Func<string, string> visitText = Opaque.Value<Visitor>(new NameVisitor()).Visit;
        Check.Equal("second value 3", visit(3));
        Check.Equal("reference t", visitText("t"));
    }

    [Test]
    public static void SharedCodeMakesArraysListsAndDelegates()
    {
        Check.Equal(typeof(string[]), Make("a").Array.GetType());
        Check.Equal(typeof(List<object>), Make<object>("a").List.GetType());
        Check.Equal(5, Make(5).Function());
        Check.Equal("f", Make("f").Function());
        [MethodImpl(MethodImplOptions.NoInlining)]
        static (T[] Array, List<T> List, Func<T> Function) Make<T>(T value) => ([value], [value], () => value);
    }

    [Test]
    public static void TypeTestsInSharedCode()
    {
        Check.That(Is<string>("a"));
        Check.That(!Is<string>(1));
        Check.That(Is<int>(1));
        Check.That(Is<IEnumerable<char>>("a"));
        Check.That(!Is<List<string>>(new List<object>()));
        Check.That(Is<object>(new List<object>()));
        Check.Throws<InvalidCastException>(() => Cast<Version>("a"));
        [MethodImpl(MethodImplOptions.NoInlining)]
        static bool Is<T>(object value) => value is T;
        [MethodImpl(MethodImplOptions.NoInlining)]
        static T Cast<T>(object value) => (T)value;
    }

    [Test]
    public static void ConstrainedCallsOnStructsDoNotBox()
    {
        CountingConverter converter = default;
        for (int i = 0; i < 10; i++)
        {
            Use(ref converter);
        }
        Check.Equal(10, converter.Calls);
        static void Use<T>(ref T converter)
            where T : IConverter => converter.Convert(0, n => n);
    }
}
