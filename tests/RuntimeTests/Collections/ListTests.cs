using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>List, linked list, stack and queue.</summary>
public static class ListTests
{
    [Test]
    public static void AddInsertRemove()
    {
        List<string> list = ["b"];
        list.Add("d");
        list.Insert(0, "a");
        list.InsertRange(2, ["c", "c"]);
        Check.Sequence(["a", "b", "c", "c", "d"], list);
        Check.That(list.Remove("c"));
        Check.That(!list.Remove("x"));
        list.RemoveAt(0);
        list.RemoveRange(1, 1);
        Check.Sequence(["b", "d"], list);
        Check.Equal(1, list.RemoveAll(item => item == "b"));
        list.Clear();
        Check.Equal(0, list.Count);
    }

    [Test]
    public static void GrowsAndShrinks()
    {
        List<int> list = [];
        for (int i = 0; i < 10_000; i++)
        {
            list.Add(i);
        }
        Check.Equal(9_999, list[^1]);
        list.RemoveRange(10, list.Count - 10);
        list.TrimExcess();
        Check.AtMost(20, list.Capacity);
        Check.Sequence([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], list);
    }

    [Test]
    public static void SearchingAndConverting()
    {
        List<int> list = [4, 8, 15, 16, 23, 42];
        Check.Equal(3, list.IndexOf(16));
        Check.Equal(2, list.BinarySearch(15));
        Check.Equal(~4, list.BinarySearch(20));
        Check.Equal(23, list.Find(item => item > 20));
        Check.Equal(5, list.FindLastIndex(item => item % 2 == 0));
        Check.Sequence([8, 15, 16], list.GetRange(1, 3));
        Check.Sequence(["4", "8"], list.ConvertAll(item => item.ToString()).GetRange(0, 2));
        Check.That(list.Contains(42) && list.Exists(item => item < 5));
        Check.Sequence([4, 8, 15, 16, 23, 42], list.ToArray());
    }

    [Test]
    public static void SortsByAComparison()
    {
        List<(int Key, string Text)> list = [(2, "a"), (1, "b"), (3, "c")];
        list.Sort((x, y) => x.Key - y.Key);
        Check.Sequence([(1, "b"), (2, "a"), (3, "c")], list);
        list.Reverse();
        Check.Equal(3, list[0].Key);
    }

    [Test]
    public static void StructEnumeratorAndInterfaceEnumeratorAgree()
    {
        List<long> list = [1, 2, 3];
        long direct = 0, boxed = 0;
        foreach (long item in list)
        {
            direct += item;
        }
        foreach (long item in Opaque.Value<IEnumerable<long>>(list))
        {
            boxed += item;
        }
        Check.Equal(direct, boxed);
        Check.Sequence([1L, 2L, 3L], list.AsReadOnly());
    }

    [Test]
    public static void LinkedLists()
    {
        LinkedList<int> list = [];
        list.AddLast(2);
        LinkedListNode<int> node = list.AddLast(3);
        list.AddFirst(1);
        list.AddBefore(node, 9);
        Check.Sequence([1, 2, 9, 3], list);
        list.Remove(node);
        list.RemoveFirst();
        Check.Sequence([2, 9], list);
        Check.Equal(9, list.Last!.Value);
    }

    [Test]
    public static void StacksAreLastInFirstOut()
    {
        Stack<int> stack = new();
        for (int i = 0; i < 100; i++)
        {
            stack.Push(i);
        }
        Check.Equal(99, stack.Peek());
        for (int i = 99; i >= 0; i--)
        {
            Check.Equal(i, stack.Pop());
        }
        Check.That(!stack.TryPop(out _));
        Check.Throws<InvalidOperationException>(() => stack.Pop());
    }

    [Test]
    public static void QueuesAreFirstInFirstOut()
    {
        Queue<string> queue = new();
        int next = 0;
        for (int i = 0; i < 500; i++)
        {
            queue.Enqueue(i.ToString());
            if (i % 3 == 2)
            {
                Check.Equal(next++.ToString(), queue.Dequeue());
            }
        }
        Check.Equal(500 - next, queue.Count);
        while (queue.TryDequeue(out string? item))
        {
            Check.Equal(next++.ToString(), item);
        }
        Check.Equal(500, next);
    }
}
