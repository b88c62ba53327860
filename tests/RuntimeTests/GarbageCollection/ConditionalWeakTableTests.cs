using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Tables that hold their keys weakly.</summary>
public static class ConditionalWeakTableTests
{
    private const int Count = 200;
    private const int Most = 180;

    private sealed class Key(int number)
    {
        public int Number { get; } = number;
    }

    private sealed class Value
    {
        public required Key Key { get; init; }
    }

    [Test]
    public static void FindsWhatWasAdded()
    {
        ConditionalWeakTable<Key, string> table = [];
        Key key = new(1);
        table.Add(key, "one");
        Check.That(table.TryGetValue(key, out string? text) && text == "one");
        Check.That(!table.TryGetValue(new Key(1), out _));
        Check.Throws<ArgumentException>(() => table.Add(key, "again"));
        table.AddOrUpdate(key, "uno");
        Check.Equal("uno", table.GetValue(key, unused => "new"));
        Check.That(table.Remove(key));
        Check.Equal("new", table.GetValue(key, unused => "new"));
    }

    [Test]
    public static void ValuesLiveWithTheirKeys()
    {
        ConditionalWeakTable<Key, Value> table = [];
        List<Key> keys = Fill(table);
        Garbage.CollectAndOverwrite();
        foreach (Key key in keys)
        {
            Check.That(table.TryGetValue(key, out Value? value));
            Check.Same(key, value.Key);
        }
        GC.KeepAlive(keys);
    }

    [Test]
    public static void EntriesGoWithTheirKeys()
    {
        ConditionalWeakTable<Key, Value> table = [];
        FillAndForget(table);
        Garbage.CollectAndFinalize();
        int left = 0;
        foreach (KeyValuePair<Key, Value> unused in table)
        {
            left++;
        }
        Check.AtMost(Count - Most, left);
    }

    [Test]
    public static void GrowsOverCollections()
    {
        ConditionalWeakTable<Key, Value> table = [];
        List<Key> all = [];
        for (int round = 0; round < 4; round++)
        {
            all.AddRange(Fill(table));
            FillAndForget(table);
            GC.Collect();
        }
        Garbage.CollectAndOverwrite();
        foreach (Key key in all)
        {
            Check.That(table.TryGetValue(key, out Value? value) && value.Key.Number == key.Number);
        }
        GC.KeepAlive(all);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<Key> Fill(ConditionalWeakTable<Key, Value> table)
    {
        List<Key> keys = [];
        for (int i = 0; i < Count; i++)
        {
            Key key = new(i);
            keys.Add(key);
            table.Add(key, new Value { Key = key });
        }
        return keys;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillAndForget(ConditionalWeakTable<Key, Value> table) => Fill(table).Clear();
}
