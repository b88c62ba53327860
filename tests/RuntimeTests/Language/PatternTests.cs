using System;

namespace Lodestar.RuntimeTests;

/// <summary>Control flow that the compiler turns into tables and hashes: switches, patterns, records, tuples, nullables.</summary>
public static class PatternTests
{
    private abstract record Shape;

    private sealed record Circle(double Radius) : Shape;

    private sealed record Box(double Width, double Height) : Shape;

    private static double Area(Shape shape) => shape switch
    {
        Circle { Radius: var r } => 3 * r * r,
        Box(var width, var height) when width == height => width * width,
        Box(var width, var height) => width * height,
        _ => throw new ArgumentException("unknown shape"),
    };

    [Test]
    public static void TypeAndPropertyPatterns()
    {
        Check.Equal(12.0, Area(new Circle(2)));
        Check.Equal(9.0, Area(new Box(3, 3)));
        Check.Equal(6.0, Area(new Box(2, 3)));
    }

    private static int SwitchOnString(string key) => key switch
    {
        "alpha" => 1,
        "beta" => 2,
        "gamma" => 3,
        "delta" => 4,
        "epsilon" => 5,
        "zeta" => 6,
        "eta" => 7,
        "theta" => 8,
        _ => -1,
    };

    [Test]
    public static void SwitchOnStrings()
    {
        string[] keys = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"];
        for (int i = 0; i < 8; i++)
        {
            Check.Equal(i + 1, SwitchOnString(string.Concat(keys[i].AsSpan(0, 1), keys[i].AsSpan(1))));
        }
        Check.Equal(-1, SwitchOnString(keys[8]));
        Check.Equal(-1, SwitchOnString(""));
    }

    private static string SwitchOnInteger(int value)
    {
        switch (value)
        {
            case 0: return "zero";
            case 1: return "one";
            case 2: return "two";
            case 3: return "three";
            case 4: return "four";
            case 5: goto case 0;
            case 1000: return "thousand";
            default: return "many";
        }
    }

    [Test]
    public static void SwitchOnIntegers()
    {
        Check.Equal("zero", SwitchOnInteger(Opaque.Value(0)));
        Check.Equal("four", SwitchOnInteger(Opaque.Value(4)));
        Check.Equal("zero", SwitchOnInteger(Opaque.Value(5)));
        Check.Equal("thousand", SwitchOnInteger(Opaque.Value(1000)));
        Check.Equal("many", SwitchOnInteger(Opaque.Value(-1)));
    }

    [Test]
    public static void ListPatterns()
    {
        Check.Equal("first 1 last 4", Ends([1, 2, 3, 4]));
        Check.Equal("one 7", Ends([7]));
        Check.Equal("empty", Ends([]));
        static string Ends(int[] items) => items switch
        {
            [] => "empty",
            [var only] => "one " + only.ToString(),
            [var first, .., var last] => "first " + first.ToString() + " last " + last.ToString(),
        };
    }

    [Test]
    public static void RecordsCompareAndCopyByValue()
    {
        Box box = new(1, 2);
        Check.Equal(box, new Box(1, 2));
        Check.Equal(box.GetHashCode(), new Box(1, 2).GetHashCode());
        Check.NotEqual<Shape>(box, new Circle(1));
        Box taller = box with { Height = 5 };
        Check.Equal(5.0, taller.Height);
        Check.Equal("Box { Width = 1, Height = 5 }", taller.ToString());
        var (width, height) = taller;
        Check.Equal(6.0, width + height);
    }

    [Test]
    public static void TuplesCompareAndSwap()
    {
        (int Number, string Name) pair = (1, "one");
        Check.Equal((1, "one"), pair);
        Check.That(pair != (1, "two"));
        int a = 3, b = 4;
        (a, b) = (b, a);
        Check.Equal(4, a);
        Check.Equal(3, b);
        Check.That((1, 2).CompareTo((1, 3)) < 0);
        Check.Equal("(1, one)", pair.ToString());
    }

    [Test]
    public static void NullablesLiftOperators()
    {
        int? none = Opaque.Value<int?>(null);
        int? five = Opaque.Value<int?>(5);
        Check.That(!(none + five).HasValue);
        Check.Equal(10, (five + five)!.Value);
        Check.Equal(7, none ?? 7);
        Check.That(!(none < five));
        Check.That(none != five);
        Check.Equal(0, none.GetValueOrDefault());
        Check.Throws<InvalidOperationException>(() => Opaque.Value(none!.Value));
    }

    [Test]
    public static void NullConditionalAccess()
    {
        string? none = Opaque.Value<string?>(null);
        Check.That(none?.Length is null);
        Check.Equal(3, Opaque.Value<string?>("abc")?.Length);
        none ??= "set";
        Check.Equal("set", none);
    }

    [Test]
    public static void GotoAndNestedLoops()
    {
        int found = -1;
        for (int i = 0; i < 10; i++)
        {
            for (int j = 0; j < 10; j++)
            {
                if (i * j == 42)
                {
                    found = i * 100 + j;
                    goto done;
                }
            }
        }
    done:
        Check.Equal(607, found);
    }
}
