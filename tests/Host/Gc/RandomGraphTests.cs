using System;
using System.Collections.Generic;
using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>Random changes to a graph, held against a model of it that the host's own collector keeps.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class RandomGraphTests
{
    private const int Steps = 60_000;
    private const int CollectEvery = 3000;

    private sealed class Node
    {
        internal required nint Address;
        internal required int Id;
        internal required int FirstField;
        internal required Node?[] Links;
    }

    [Theory]
    [InlineData(1, 0u)]
    [InlineData(2, 0u)]
    [InlineData(3, 0u)]
    [InlineData(4, 97u)]
    [InlineData(5, 1u)]
    public void TheHeapAgreesWithTheModel(int seed, uint stress)
    {
        using var heap = new FakeHeap(8192);
        var random = new Random(seed);
        MethodTable* small = heap.Class(4, 1, 2, 3);
        MethodTable* gap = heap.Class(9, 1, 4, 8);
        MethodTable* array = heap.ReferenceArray();
        var roots = new Node?[FakeHeap.RootCount];
        GcStress.Enable(stress);
        int steps = stress == 1 ? Steps / 20 : Steps;
        for (int step = 0; step < steps; step++)
        {
            int root = random.Next(roots.Length);
            switch (random.Next(8))
            {
                case 0:
                case 1:
                case 2:
                case 3:
                    Node made = Make(heap, random, step, small, gap, array);
                    if (roots[root] is { } kept)
                        Link(made, random.Next(made.Links.Length), kept);
                    Root(heap, roots, root, made);
                    break;
                case 4:
                case 5:
                    Node? from = Walk(roots[root], random);
                    if (from != null)
                        Link(from, random.Next(from.Links.Length), Walk(roots[random.Next(roots.Length)], random));
                    break;
                case 6:
                    Root(heap, roots, root, Walk(roots[root], random));
                    break;
                default:
                    if (random.Next(20) == 0)
                        Root(heap, roots, root, null);
                    break;
            }
            if (step % CollectEvery == 0)
                Compare(heap, roots);
        }
        Compare(heap, roots);
    }

    private static Node Make(
        FakeHeap heap, Random random, int id, MethodTable* small, MethodTable* gap, MethodTable* array)
    {
        int kind = random.Next(20);
        MethodTable* type = kind < 10 ? small : kind < 15 ? gap : array;
        uint length = type != array ? 0u : kind == 19 ? (uint)random.Next(600, 1500) : (uint)random.Next(2, 40);
        byte* instance = heap.New(type, length);
        Assert.True(instance != null);
        // The object's identity lies in a plain field, or in the header word of arrays.
        *(int*)(instance - 8) = id;
        int links = type == array ? (int)length : 3;
        int firstField = type == small ? 1 : type == gap ? -1 : 1;
        return new Node { Address = (nint)instance, Id = id, FirstField = firstField, Links = new Node?[links] };
    }

    private static byte** Slot(Node node, int link)
    {
        ReadOnlySpan<int> gaps = [1, 4, 8];
        return FakeHeap.Field((byte*)node.Address, node.FirstField < 0 ? gaps[link] : node.FirstField + link);
    }

    private static void Link(Node from, int link, Node? to)
    {
        from.Links[link] = to;
        *Slot(from, link) = to == null ? null : (byte*)to.Address;
    }

    private static void Root(FakeHeap heap, Node?[] roots, int root, Node? node)
    {
        roots[root] = node;
        byte* address = node == null ? null : (byte*)node.Address;
        // Half of the roots are exact, half are found on the "stack".
        if (root % 2 == 0)
            heap.Roots[root] = address;
        else
            heap.Words[root] = address == null ? null : address + root % 24;
    }

    private static Node? Walk(Node? node, Random random)
    {
        for (int step = random.Next(6); step > 0 && node != null; step--)
            node = node.Links[random.Next(node.Links.Length)] ?? node;
        return node;
    }

    private static void Compare(FakeHeap heap, Node?[] roots)
    {
        GcHeap.Collect();
        var seen = new HashSet<nint>();
        var open = new Stack<Node>();
        foreach (Node? root in roots)
        {
            if (root != null && seen.Add(root.Address))
                open.Push(root);
        }
        while (open.TryPop(out Node? node))
        {
            Assert.True(FakeHeap.IsAlive((byte*)node.Address));
            Assert.Equal(node.Id, *(int*)(node.Address - 8));
            for (int link = 0; link < node.Links.Length; link++)
            {
                Node? target = node.Links[link];
                Assert.Equal(target?.Address ?? 0, (nint)(*Slot(node, link)));
                if (target != null && seen.Add(target.Address))
                    open.Push(target);
            }
        }
        Assert.Equal((nuint)seen.Count, GcStatistics.LiveObjects);
    }
}
