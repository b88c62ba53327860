using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Graphs on which a recursive marker would overflow its stack, and wide ones on which a marker's own stack would.</summary>
public static class DeepGraphTests
{
    private sealed class Node
    {
        public Node? Next;
        public int Number;
    }

    private sealed class Tree
    {
        public Tree? Left;
        public int Number;
        public Tree? Right;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Node List(int length)
    {
        Node head = new() { Number = 0 };
        for (int i = 1; i < length; i++)
        {
            head = new Node { Next = head, Number = i };
        }
        return head;
    }

    private static void CheckList(Node head, int length)
    {
        int expected = length;
        for (Node? node = head; node is not null; node = node.Next)
        {
            if (node.Number != --expected)
            {
                Check.Equal(expected, node.Number);
            }
        }
        Check.Equal(0, expected);
    }

    [Test]
    public static void ListOfFiftyThousandNodes()
    {
        Node head = List(50_000);
        Garbage.CollectAndOverwrite();
        CheckList(head, 50_000);
    }

    [Test(MinimumMemoryMiB = 128, Slow = true)]
    public static void ListOfAMillionNodes()
    {
        Node head = List(1_000_000);
        GC.Collect();
        Garbage.CollectAndOverwrite();
        CheckList(head, 1_000_000);
    }

    [Test]
    public static void ListThatGrowsAtItsEnd()
    {
        Node head = new() { Number = 49_999 };
        Node tail = head;
        for (int i = 49_998; i >= 0; i--)
        {
            tail.Next = new Node { Number = i };
            tail = tail.Next;
        }
        Garbage.CollectAndOverwrite();
        CheckList(head, 50_000);
    }

    [Test]
    public static void LeaningTrees()
    {
        Tree left = new(), right = new();
        for (int i = 1; i < 20_000; i++)
        {
            left = new Tree { Left = left, Number = i, Right = new Tree { Number = -i } };
            right = new Tree { Right = right, Number = i, Left = new Tree { Number = -i } };
        }
        Garbage.CollectAndOverwrite();
        int steps = 0;
        for (Tree? l = left, r = right; l is not null && r is not null; l = l.Left, r = r.Right)
        {
            Check.Equal(l.Number, r.Number);
            Check.Equal(-l.Number, l.Right?.Number ?? 0);
            Check.Equal(-r.Number, r.Left?.Number ?? 0);
            steps++;
        }
        Check.Equal(20_000, steps);
    }

    [Test]
    public static void BalancedTree()
    {
        Tree tree = Build(14, 1);
        Garbage.CollectAndOverwrite();
        long nodes = (1L << 14) - 1;
        Check.Equal(nodes * (nodes + 1) / 2, Sum(tree));
        static Tree Build(int depth, int number) => new()
        {
            Number = number,
            Left = depth == 1 ? null : Build(depth - 1, 2 * number),
            Right = depth == 1 ? null : Build(depth - 1, 2 * number + 1),
        };
        static long Sum(Tree? tree) => tree is null ? 0 : tree.Number + Sum(tree.Left) + Sum(tree.Right);
    }

    [Test]
    public static void WideArrays()
    {
        Node[][] rows = new Node[60][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new Node[500];
            for (int j = 0; j < rows[i].Length; j++)
            {
                rows[i][j] = new Node { Number = i * 500 + j };
            }
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                Check.Equal(i * 500 + j, rows[i][j].Number);
            }
        }
    }

    [Test]
    public static void NestedArrays()
    {
        object[] outer = [];
        for (int i = 0; i < 20_000; i++)
        {
            outer = [outer, "level"];
        }
        Garbage.CollectAndOverwrite();
        int depth = 0;
        while (outer.Length == 2)
        {
            Check.Equal("level", (string)outer[1]);
            outer = (object[])outer[0];
            depth++;
        }
        Check.Equal(20_000, depth);
    }

    [Test]
    public static void CyclesAndSharedNodes()
    {
        Node[] ring = new Node[1000];
        for (int i = 0; i < ring.Length; i++)
        {
            ring[i] = new Node { Number = i };
        }
        for (int i = 0; i < ring.Length; i++)
        {
            ring[i].Next = ring[(i * 7 + 1) % ring.Length];
        }
        Node start = ring[0];
        ring = [];
        Garbage.CollectAndOverwrite();
        Node node = start;
        for (int i = 0; i < 2000; i++)
        {
            Check.Equal((node.Number * 7 + 1) % 1000, node.Next!.Number);
            node = node.Next;
        }
    }
}
