using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Dictionaries and hash sets over every kind of key.</summary>
public static class DictionaryTests
{
    private readonly record struct Key(int A, string B);

    private sealed class Collides(int number)
    {
        public int Number { get; } = number;

        public override int GetHashCode() => 7;

        public override bool Equals(object? obj) => obj is Collides other && other.Number == Number;
    }

    private enum Color
    {
        Red,
        Green,
    }

    private sealed class LastDigit : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x % 10 == y % 10;

        public int GetHashCode(int value) => value % 10;
    }

    [Test]
    public static void AddFindRemove()
    {
        Dictionary<string, int> map = new() { ["one"] = 1, ["two"] = 2 };
        map.Add("three", 3);
        Check.Equal(3, map.Count);
        Check.Equal(2, map["two"]);
        map["two"] = 22;
        Check.That(map.TryGetValue("two", out int value) && value == 22);
        Check.That(map.Remove("one", out value) && value == 1);
        Check.That(!map.ContainsKey("one"));
        Check.That(!map.TryAdd("two", 5));
        Check.Equal(0, map.GetValueOrDefault("missing"));
    }

    [Test]
    public static void ManyEntries()
    {
        Dictionary<int, string> map = [];
        for (int i = 0; i < 3000; i++)
        {
            map[i * 31] = i.ToString();
        }
        for (int i = 0; i < 3000; i += 2)
        {
            Check.That(map.Remove(i * 31));
        }
        for (int i = 1; i < 3000; i += 2)
        {
            Check.Equal(i.ToString(), map[i * 31]);
        }
        Check.Equal(1500, map.Count);
    }

    [Test]
    public static void KeysOfEveryKind()
    {
        Check.Equal(1, RoundTrip(new Key(1, "a"), new Key(1, "b")));
        Check.Equal(1, RoundTrip(5L, 6L));
        Check.Equal(1, RoundTrip((1, "x"), (2, "x")));
        Check.Equal(1, RoundTrip(Color.Red, Color.Green));
        Check.Equal(1, RoundTrip(typeof(int), typeof(uint)));
        Check.Equal(1, RoundTrip(1.5, 2.5));
        Check.Equal(1, RoundTrip("a", "b"));
        Check.Equal(1, RoundTrip(new Collides(1), new Collides(2)));
        Check.Equal(1, RoundTrip(Guid.Empty, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
        static int RoundTrip<T>(T first, T second)
            where T : notnull => new Dictionary<T, int> { [second] = 2, [first] = 1 }[first];
    }

    [Test]
    public static void CollisionsAreResolved()
    {
        Dictionary<Collides, int> map = [];
        for (int i = 0; i < 60; i++)
        {
            map[new Collides(i)] = i;
        }
        for (int i = 0; i < 60; i++)
        {
            Check.Equal(i, map[new Collides(i)]);
        }
    }

    [Test]
    public static void CustomComparer()
    {
        Dictionary<int, string> map = new(new LastDigit()) { [13] = "three" };
        Check.Equal("three", map[23]);
        Check.That(!map.ContainsKey(24));
    }

    [Test]
    public static void EnumerationInOrderOfInsertion()
    {
        Dictionary<string, int> map = new() { ["x"] = 1, ["y"] = 2, ["z"] = 3 };
        Check.Sequence(["x", "y", "z"], map.Keys);
        Check.Sequence([1, 2, 3], map.Values);
        int sum = 0;
        foreach ((string key, int value) in map)
        {
            sum += key.Length * value;
        }
        Check.Equal(6, sum);
    }

    [Test]
    public static void LookupWithASpan()
    {
        Dictionary<string, int> map = new() { ["alpha"] = 1 };
        Check.That(map.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue("alphabet".AsSpan(0, 5), out int value));
        Check.Equal(1, value);
    }

    [Test]
    public static void HashSetsHoldEachOnce()
    {
        HashSet<string> set = ["a", "b", "a"];
        Check.Equal(2, set.Count);
        Check.That(!set.Add("b"));
        set.UnionWith(["c", "d"]);
        set.ExceptWith(["a"]);
        Check.That(set.SetEquals(["d", "c", "b"]));
        set.IntersectWith(["b", "c", "x"]);
        Check.Equal(2, set.Count);
        Check.That(set.IsSubsetOf(["b", "c", "d"]) && set.Overlaps(["c"]));
        set.SymmetricExceptWith(["c", "q"]);
        Check.That(set.SetEquals(["b", "q"]));
    }

    [Test]
    public static void MissingKeysAndChangesDuringEnumeration()
    {
        Dictionary<int, int> map = new() { [1] = 1, [2] = 2 };
        Check.Throws<KeyNotFoundException>(() => Opaque.Value(map[3]));
        Check.Throws<InvalidOperationException>(() =>
        {
            foreach (KeyValuePair<int, int> pair in map)
            {
                map[pair.Key + 10] = 0;
            }
        });
    }
}
