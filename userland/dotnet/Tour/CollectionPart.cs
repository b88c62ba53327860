using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Lists, maps, queues, queries.</summary>
internal static class CollectionPart
{
    private const int Count = 50_000;

    public static Task Run()
    {
        Dictionary<string, int> squares = Enumerable.Range(0, Count).ToDictionary(static n => $"n{n}", static n => n % 1000 * (n % 1000));
        Output.Show("dictionary", $"{squares.Count} {squares["n777"]} {squares.ContainsKey("n50000")}");
        SortedDictionary<int, string> sorted = new() { [3] = "c", [1] = "a", [2] = "b" };
        Output.Show("sorted", string.Join(' ', sorted));
        HashSet<int> set = [.. Enumerable.Range(0, 100)];
        set.IntersectWith(Enumerable.Range(90, 100));
        Output.Show("set", string.Join(' ', set.Order()));
        PriorityQueue<string, int> queue = new([("last", 9), ("first", 1), ("middle", 5)]);
        Output.Show("priorities", $"{queue.Dequeue()} {queue.Dequeue()} {queue.Dequeue()}");
        LinkedList<int> linked = new([1, 2, 3]);
        linked.AddAfter(linked.First!, 9);
        Output.Show("linked", string.Join(' ', linked));
        ConcurrentDictionary<int, int> concurrent = new();
        for (int i = 0; i < Count; i++)
        {
            concurrent.AddOrUpdate(i % 7, 1, static (_, count) => count + 1);
        }

        Output.Show("concurrent", string.Join(' ', concurrent.OrderBy(static pair => pair.Key)));
        Output.Show("groups", string.Join(' ', Enumerable.Range(0, 100).GroupBy(static n => n % 4).Select(static group => $"{group.Key}={group.Sum()}")));
        int[] numbers = [.. Enumerable.Range(0, Count).Select(static n => (int)((uint)n * 2_654_435_761u >> 8))];
        Array.Sort(numbers);
        Output.Show("sorting", $"{numbers[0]} {numbers[Count / 2]} {numbers[^1]} {numbers.Zip(numbers.Skip(1)).All(static pair => pair.First <= pair.Second)}");
        return Task.CompletedTask;
    }
}
