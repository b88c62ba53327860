using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Threads: started, joined, with statics of their own, under collections.</summary>
internal static class ThreadPart
{
    private const int Threads = 8;
    private const int Turns = 20_000;

    [System.ThreadStatic]
    private static int t_own;

    public static Task Run()
    {
        long total = 0;
        int[] owns = new int[Threads];
        ThreadLocal<int> local = new(static () => 100);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            for (int i = 0; i < Turns; i++)
            {
                Interlocked.Increment(ref total);
                t_own++;
                local.Value++;
                System.GC.KeepAlive(new byte[64]);
            }

            owns[number] = t_own + local.Value;
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Output.Show("total", total);
        Output.Show("each", string.Join(' ', owns));
        Output.Show("main's own", t_own + local.Value);
        Output.Show("states", string.Join(' ', threads.Select(static thread => thread.ThreadState).Distinct()));
        Output.Show("deep stack", Deep());
        return Task.CompletedTask;
    }

    /// <summary>A thread whose stack is larger than usual uses most of it.</summary>
    private static int Deep()
    {
        int depth = 0;
        Thread thread = new(() => depth = Descend(100_000), 32 << 20);
        thread.Start();
        thread.Join();
        return depth;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining | System.Runtime.CompilerServices.MethodImplOptions.NoOptimization)]
    private static int Descend(int depth) => depth == 0 ? 0 : 1 + Descend(depth - 1);
}
