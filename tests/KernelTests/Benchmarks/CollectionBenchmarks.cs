using System;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>The pause of a full collection by the number of objects that are alive.</summary>
internal static class CollectionBenchmarks
{
    private static Node? s_tree;

    public static void Run()
    {
        foreach (int live in (ReadOnlySpan<int>)[1_000, 100_000, 1_000_000])
        {
            s_tree = Build(live);
            GC.Collect();
            Measurement.Write($"collect-{live}-live", GcStatistics.LastPause, "instructions", 0);
            s_tree = null;
            GC.Collect();
            Measurement.Write($"collect-{live}-dead", GcStatistics.LastPause, "instructions", 0);
        }
    }

    /// <summary>A balanced tree of so many nodes.</summary>
    private static Node? Build(int count)
    {
        if (count == 0)
        {
            return null;
        }

        int left = (count - 1) / 2;
        return new Node(Build(left), Build(count - 1 - left));
    }

    private sealed class Node(Node? left, Node? right)
    {
        public Node? Left { get; } = left;

        public Node? Right { get; } = right;
    }
}
