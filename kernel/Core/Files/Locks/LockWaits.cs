using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Locks;

/// <summary>Waiting for locks, and who waits for whom.</summary>
public static class LockWaits
{
    /// <summary>How long a chain of owners that wait for each other is followed (MAX_DEADLK_ITERATIONS).</summary>
    private const int LongestChain = 10;

    private static readonly List<(object Waiter, object Holder)> s_waits = [];

    /// <summary>Takes a lock, and waits for it if that is wanted.</summary>
    /// <param name="locks">The file's locks.</param>
    /// <param name="wanted">The lock.</param>
    /// <param name="mayWait">Whether to wait.</param>
    /// <param name="findsDeadlocks">Whether owners that wait for each other are an error; open files may wait for ever.</param>
    /// <returns>EAGAIN without waiting, EDEADLK, ENOLCK, ERESTARTSYS.</returns>
    public static Errno Take(LockList locks, in FileLock wanted, bool mayWait, bool findsDeadlocks)
    {
        bool isInterrupted = false;
        while (locks.FindConflict(wanted) is { } held)
        {
            if (!mayWait)
            {
                return Errno.EAGAIN;
            }

            if (findsDeadlocks && IsDeadlock(wanted.Owner, held.Owner))
            {
                return Errno.EDEADLK;
            }

            if (isInterrupted)
            {
                return RestartCode.UnlessNotWantedError;
            }

            (object Waiter, object Holder) wait = (wanted.Owner, held.Owner);
            s_waits.Add(wait);
            isInterrupted = locks.Changed.Wait() == WaitEnd.Interrupted;
            s_waits.Remove(wait);
        }

        return locks.Set(wanted);
    }

    private static bool IsDeadlock(object waiter, object holder)
    {
        object? next = holder;
        for (int i = 0; i < LongestChain && next is not null; i++)
        {
            if (next == waiter)
            {
                return true;
            }

            next = HolderFor(next);
        }

        return false;
    }

    /// <summary>For whom an owner waits; null when it does not.</summary>
    private static object? HolderFor(object waiter)
    {
        foreach ((object candidate, object holder) in s_waits)
        {
            if (candidate == waiter)
            {
                return holder;
            }
        }

        return null;
    }
}
