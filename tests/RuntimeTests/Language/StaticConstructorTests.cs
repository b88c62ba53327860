using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Static constructors: when they run, in which order, once only, and what happens when one throws.</summary>
public static class StaticConstructorTests
{
    // The log lives in a type without a static constructor of its own, so that logging starts none.
    private static class Log
    {
        public static readonly List<string> Lines = [];
    }

    private static class Lazy
    {
        public static int Value;

        static Lazy()
        {
            Log.Lines.Add("lazy");
            Value = Opaque.Value(5);
        }
    }

    private static class First
    {
        public static readonly string Name;

        static First()
        {
            Log.Lines.Add("first begins");
            Name = "first+" + Second.Name;
            Log.Lines.Add("first ends");
        }
    }

    private static class Second
    {
        public static readonly string Name;

        static Second()
        {
            Log.Lines.Add("second");
            Name = Opaque.Value("second");
        }
    }

    private static class Ping
    {
        public static readonly int Before = Opaque.Value(1);
        public static readonly int SeenFromPong;

        static Ping() => SeenFromPong = Pong.SeenBefore;
    }

    private static class Pong
    {
        public static readonly int SeenBefore;

        static Pong() => SeenBefore = Ping.Before + 10;
    }

    private static class Broken
    {
        public static int Value = 1;

        static Broken() => throw new InvalidOperationException("broken " + (++s_brokenRuns).ToString());
    }

    private static int s_brokenRuns;

    private class BaseWithStatics
    {
        static BaseWithStatics() => Log.Lines.Add("static base");

        public BaseWithStatics() => Log.Lines.Add("instance base");
    }

    private sealed class DerivedWithStatics : BaseWithStatics
    {
        static DerivedWithStatics() => Log.Lines.Add("static derived");

        public DerivedWithStatics() => Log.Lines.Add("instance derived");
    }

    private static class PerType<T>
    {
        public static readonly string Name;

        static PerType()
        {
            Log.Lines.Add("generic");
            Name = Opaque.Value(typeof(T) == typeof(int) ? "int" : typeof(T) == typeof(string) ? "string" : "other");
        }
    }

    private static class Initialisers
    {
        public static readonly int A = Opaque.Value(2);
        public static readonly int B = A * 3;
        public static readonly int[] Table = [A, B, A + B];
        public static readonly Dictionary<string, int> Map = new() { ["a"] = A, ["b"] = B };
    }

    [Test]
    public static void RunsOnceAtFirstUse()
    {
        int before = Count("lazy");
        int value = Lazy.Value;
        Check.Equal(5, value);
        Check.Equal(1, Count("lazy"));
        Check.Equal(0, before);
        Lazy.Value = 6;
        Check.Equal(6, Lazy.Value);
        Check.Equal(1, Count("lazy"));
    }

    [Test]
    public static void OneMayStartAnother()
    {
        Check.Equal("first+second", First.Name);
        int begins = Log.Lines.IndexOf("first begins");
        Check.Equal(begins + 1, Log.Lines.IndexOf("second"));
        Check.Equal(begins + 2, Log.Lines.IndexOf("first ends"));
    }

    [Test]
    public static void CyclesSeeTheUnfinishedState()
    {
        int seen = Ping.SeenFromPong;
        Check.Equal(11, seen);
        Check.Equal(11, Pong.SeenBefore);
    }

    [Test]
    public static void FailureIsRememberedAndWrapped()
    {
        TypeInitializationException first = Check.Throws<TypeInitializationException>(() => Opaque.Value(Broken.Value));
        Check.Equal("broken 1", first.InnerException!.Message);
        TypeInitializationException second = Check.Throws<TypeInitializationException>(() => Opaque.Value(Broken.Value));
        Check.Equal("broken 1", second.InnerException!.Message);
        Check.Equal(1, s_brokenRuns);
    }

    [Test]
    public static void StaticsComeBeforeInstances()
    {
        Opaque.Value(new DerivedWithStatics());
        int derived = Log.Lines.IndexOf("static derived");
        Check.That(derived >= 0 && derived < Log.Lines.IndexOf("instance base"));
        Check.That(Log.Lines.IndexOf("static base") < Log.Lines.IndexOf("instance base"));
        Check.That(Log.Lines.IndexOf("instance base") < Log.Lines.IndexOf("instance derived"));
    }

    [Test]
    public static void EachInstantiationHasItsOwn()
    {
        Check.Equal("int", PerType<int>.Name);
        Check.Equal("string", PerType<string>.Name);
        Check.Equal("other", PerType<object>.Name);
        Check.Equal(3, Count("generic"));
    }

    [Test]
    public static void InitialisersRunInTextOrder()
    {
        Check.Equal(6, Initialisers.B);
        Check.Sequence([2, 6, 8], Initialisers.Table);
        Garbage.CollectAndOverwrite();
        Check.Equal(6, Initialisers.Map["b"]);
    }

    [Test]
    public static void CanBeAskedForExplicitly()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Initialisers).TypeHandle);
        Check.Equal(2, Initialisers.A);
    }

    private static int Count(string line) => Log.Lines.FindAll(l => l == line).Count;
}
