using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Locks, events and what else threads wait for.</summary>
internal static class LockPart
{
    private const int Rounds = 2000;
    private static readonly TimeSpan s_never = TimeSpan.FromMinutes(1);

    public static Task Run()
    {
        Output.Show("monitor", Monitored());
        Output.Show("ping-pong", PingPong());
        using SemaphoreSlim semaphore = new(0, 3);
        Output.Show("semaphore, in vain", semaphore.Wait(1));
        using BlockingCollection<int> queue = new(4);
        Thread producer = new(() =>
        {
            for (int i = 1; i <= Rounds; i++)
            {
                queue.Add(i);
            }

            queue.CompleteAdding();
        });
        producer.Start();
        Output.Show("queue", queue.GetConsumingEnumerable().Sum());
        producer.Join();
        Output.Show("barrier", Phases());
        using ReaderWriterLockSlim both = new();
        both.EnterUpgradeableReadLock();
        both.EnterWriteLock();
        Output.Show("upgraded", $"{both.IsWriteLockHeld} {both.IsReadLockHeld}");
        both.ExitWriteLock();
        both.ExitUpgradeableReadLock();
        using ManualResetEvent first = new(false);
        using AutoResetEvent second = new(true);
        Output.Show("any of two", WaitHandle.WaitAny([first, second], s_never));
        Output.Show("none of two", WaitHandle.WaitAny([first, second], 1) == WaitHandle.WaitTimeout);
        using Mutex mutex = new(initiallyOwned: true);
        Thread other = new(() => Output.Show("mutex of another", mutex.WaitOne(1)));
        other.Start();
        other.Join();
        mutex.ReleaseMutex();
        return Task.CompletedTask;
    }

    private static int Monitored()
    {
        object gate = new();
        int count = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                lock (gate)
                {
                    count++;
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return count;
    }

    private static int PingPong()
    {
        using AutoResetEvent ping = new(false);
        using AutoResetEvent pong = new(false);
        int turns = 0;
        Thread other = new(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ping.WaitOne();
                turns++;
                pong.Set();
            }
        });
        other.Start();
        for (int i = 0; i < Rounds; i++)
        {
            ping.Set();
            pong.WaitOne();
        }

        other.Join();
        return turns;
    }

    private static string Phases()
    {
        int[] reached = new int[3];
        using Barrier barrier = new(3, state => reached[state.CurrentPhaseNumber]++);
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            for (int phase = 0; phase < reached.Length; phase++)
            {
                barrier.SignalAndWait();
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return string.Join(' ', reached);
    }
}
