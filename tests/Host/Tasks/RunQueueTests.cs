using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.Core.Tasks;
using Xunit;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>The order in which threads get their turns.</summary>
public sealed class RunQueueTests
{
    [Fact]
    public void TheOneThatHasRunLeastIsFirst()
    {
        RunQueue queue = new();
        queue.Add(Thread("b", 20));
        queue.Add(Thread("c", 30));
        queue.Add(Thread("a", 10));
        Assert.Equal("a", ((TestThread)queue.First).Name);
        Assert.Equal(["a", "b", "c"], TakeAll(queue));
    }

    [Fact]
    public void OfEqualsTheOneThatCameFirstIsFirst()
    {
        RunQueue queue = new();
        for (char name = 'a'; name <= 'z'; name++)
        {
            queue.Add(Thread(name.ToString(), 5));
        }

        Assert.Equal(Enumerable.Range('a', 26).Select(static name => ((char)name).ToString()), TakeAll(queue));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomThreadsComeOutInOrder(int seed)
    {
        Random random = new(seed);
        RunQueue queue = new();
        List<(long Runtime, int Arrival)> model = [];
        for (int i = 0; i < 5000; i++)
        {
            if (model.Count > 0 && random.Next(5) < 2)
            {
                (long runtime, int arrival) = model.Min();
                model.Remove((runtime, arrival));
                Assert.Equal(arrival.ToString(), ((TestThread)queue.Take()).Name);
            }
            else
            {
                long runtime = random.Next(50);
                model.Add((runtime, i));
                queue.Add(Thread(i.ToString(), runtime));
            }

            Assert.Equal(model.Count, queue.Count);
        }
    }

    private static TestThread Thread(string name, long runtime) => new(name, static () => { }) { VirtualRuntime = runtime };

    private static IEnumerable<string> TakeAll(RunQueue queue)
    {
        while (queue.Count > 0)
        {
            yield return ((TestThread)queue.Take()).Name;
        }
    }
}
