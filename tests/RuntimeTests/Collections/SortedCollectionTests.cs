using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Sorting, sorted sets and dictionaries, priority queues.</summary>
public static class SortedCollectionTests
{
    private static int[] Numbers(int count)
    {
        int[] numbers = new int[count];
        Random random = new(count);
        for (int i = 0; i < count; i++)
        {
            numbers[i] = random.Next(count * 2);
        }
        return numbers;
    }

    private static void CheckSorted<T>(IEnumerable<T> items)
        where T : IComparable<T>
    {
        bool first = true;
        T previous = default!;
        foreach (T item in items)
        {
            Check.That(first || previous.CompareTo(item) <= 0);
            previous = item;
            first = false;
        }
    }

    [Test]
    public static void SortingEveryLength()
    {
        for (int count = 0; count < 60; count++)
        {
            int[] numbers = Numbers(count);
            Array.Sort(numbers);
            CheckSorted(numbers);
        }
        int[] many = Numbers(3000);
        many.AsSpan().Sort();
        CheckSorted(many);
        Array.Sort(many, (x, y) => y.CompareTo(x));
        Array.Reverse(many);
        CheckSorted(many);
    }

    [Test]
    public static void SortingOrderedAndEqualInput()
    {
        int[] ascending = new int[2000], equal = new int[2000];
        for (int i = 0; i < ascending.Length; i++)
        {
            ascending[i] = i;
        }
        Array.Sort(ascending);
        Array.Sort(equal);
        Check.Equal(1999, ascending[^1]);
        Array.Sort(ascending, Comparer<int>.Create((x, y) => y - x));
        Check.Equal(1999, ascending[0]);
    }

    [Test]
    public static void SortingTextsAndKeys()
    {
        string[] words = ["pear", "Apple", "fig", "apple"];
        Array.Sort(words, StringComparer.Ordinal);
        Check.Sequence(["Apple", "apple", "fig", "pear"], words);
        int[] keys = [3, 1, 2];
        string[] items = ["c", "a", "b"];
        Array.Sort(keys, items);
        Check.Sequence(["a", "b", "c"], items);
        Check.Equal(2, Array.BinarySearch(words, "fig", StringComparer.Ordinal));
        double[] reals = [2, double.NaN, -1];
        Array.Sort(reals);
        Check.That(double.IsNaN(reals[0]) && reals[2] == 2);
    }

    [Test]
    public static void SortedDictionaryKeepsOrder()
    {
        SortedDictionary<int, string> map = [];
        foreach (int number in Numbers(500))
        {
            map[number] = number.ToString();
        }
        CheckSorted(map.Keys);
        List<int> keys = [.. map.Keys];
        for (int i = 0; i < keys.Count; i += 2)
        {
            Check.That(map.Remove(keys[i]));
        }
        CheckSorted(map.Keys);
        Check.Equal(keys.Count / 2, map.Count);
        Check.Equal(keys[1].ToString(), map[keys[1]]);
    }

    [Test]
    public static void SortedSetAndViews()
    {
        SortedSet<int> set = [5, 1, 9, 3, 7, 3];
        Check.Sequence([1, 3, 5, 7, 9], set);
        Check.Sequence([3, 5, 7], set.GetViewBetween(2, 8));
        Check.Equal(1, set.Min);
        Check.Equal(9, set.Max);
        Check.Sequence([9, 7, 5, 3, 1], set.Reverse());
        Check.That(!set.Add(5));
    }

    [Test]
    public static void SortedListByIndex()
    {
        SortedList<string, int> list = new(StringComparer.Ordinal) { ["b"] = 2, ["a"] = 1, ["c"] = 3 };
        Check.Equal("a", list.GetKeyAtIndex(0));
        Check.Equal(3, list.GetValueAtIndex(2));
        Check.Equal(1, list.IndexOfKey("b"));
    }

    [Test]
    public static void PriorityQueueReturnsTheLeastFirst()
    {
        PriorityQueue<string, int> queue = new();
        foreach (int number in Numbers(400))
        {
            queue.Enqueue(number.ToString(), number);
        }
        int previous = -1, count = 0;
        while (queue.TryDequeue(out string? text, out int priority))
        {
            Check.AtLeast(previous, priority);
            Check.Equal(priority.ToString(), text);
            previous = priority;
            count++;
        }
        Check.Equal(400, count);
        queue.EnqueueRange([("b", 2), ("a", 1)]);
        Check.Equal("a", queue.EnqueueDequeue("z", 9));
        Check.Equal("b", queue.Peek());
    }
}
