using System;
using System.Runtime.CompilerServices;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>Locks and the two kinds of static state that are looked up at run time.</summary>
internal static class StateBenchmarks
{
    private const int Count = 10_000;

    private static readonly object Gate = new();

    [ThreadStatic]
    private static int t_counter;

    private static int s_counter;

    public static void Run()
    {
        Measurement.Report("lock-uncontended", Count, Locks, Increments);
        Measurement.Report("static-with-constructor", Count, LazyStatics, Increments);
        Measurement.Report("thread-static", Count, ThreadStatics, Calls);
    }

    private static void Increments(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_counter++;
        }
    }

    private static void Locks(int count)
    {
        for (int i = 0; i < count; i++)
        {
            lock (Gate)
            {
                s_counter++;
            }
        }
    }

    private static void LazyStatics(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Lazy.Counter++;
        }
    }

    private static void Calls(int count)
    {
        for (int i = 0; i < count; i++)
        {
            IncrementStatic();
        }
    }

    private static void ThreadStatics(int count)
    {
        for (int i = 0; i < count; i++)
        {
            IncrementThreadStatic();
        }
    }

    // Methods of their own, or the place of the counter would be looked up once before the loop.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void IncrementStatic() => s_counter++;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void IncrementThreadStatic() => t_counter++;

    private static class Lazy
    {
        public static int Counter;

        // An explicit constructor that the compiler can't run: each access checks that it has run.
        static Lazy() => Counter = Environment.TickCount;
    }
}
