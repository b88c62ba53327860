using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>The thread pool with more work than threads.</summary>
internal static class ParallelPart
{
    private const int Numbers = 20_000;

    public static async Task Run()
    {
        long sum = 0;
        Parallel.For(0, Numbers, n => Interlocked.Add(ref sum, n));
        Output.Show("for", sum);
        ConcurrentBag<int> primes = [];
        Parallel.ForEach(Enumerable.Range(2, Numbers), number =>
        {
            if (IsPrime(number))
            {
                primes.Add(number);
            }
        });
        Output.Show("primes", $"{primes.Count} {primes.Max()}");
        int ran = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), async (_, token) =>
        {
            await Task.Delay(1, token);
            Interlocked.Increment(ref ran);
        });
        Output.Show("async", ran);
        ConcurrentQueue<int> queue = new(Enumerable.Range(0, Numbers));
        int taken = 0;
        Parallel.Invoke(Take, Take, Take, Take);
        Output.Show("taken", taken);

        void Take()
        {
            while (queue.TryDequeue(out _))
            {
                Interlocked.Increment(ref taken);
            }
        }
    }

    private static bool IsPrime(int number)
    {
        for (int divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return number > 1;
    }
}
