using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>
/// Who waits for futexes, <c>futex(2)</c>. To wait takes no memory: each thread has its <see cref="FutexWaiter"/>. Nobody can
/// change a futex between a thread's look at it and its wait, because no other thread runs meanwhile.
/// </summary>
public sealed class FutexTable
{
    /// <summary>The bits of who waits for and wakes everybody (FUTEX_BITSET_MATCH_ANY).</summary>
    public const uint AllBits = uint.MaxValue;

    /// <summary>A power of 2.</summary>
    private const int Lists = 256;

    private readonly FutexList[] _lists = new FutexList[Lists];

    public FutexTable()
    {
        for (int i = 0; i < Lists; i++)
        {
            _lists[i] = new FutexList();
        }
    }

    /// <summary>Lets the running thread wait.</summary>
    /// <param name="waiter">The thread's own.</param>
    /// <param name="key">What for.</param>
    /// <param name="bits">Who wakes it has one of these.</param>
    /// <param name="deadline">Until when.</param>
    public WaitEnd Wait(FutexWaiter waiter, in FutexKey key, uint bits, in Deadline deadline)
    {
        waiter.Bits = bits;
        waiter.Key = key;
        ListOf(key).Add(waiter);
        WaitEnd end = WaitEnd.Woken;
        while (waiter.IsQueued && end == WaitEnd.Woken)
        {
            end = Scheduler.Block(deadline);
        }

        // Who was woken has been woken, whatever else has come in the meantime.
        if (waiter.List is not { } list)
        {
            return WaitEnd.Woken;
        }

        list.Remove(waiter);
        return end;
    }

    /// <summary>Wakes those who wait.</summary>
    /// <param name="key">What for.</param>
    /// <param name="count">How many at the most; one if this is less than 1.</param>
    /// <param name="bits">Only those that have one of these.</param>
    /// <returns>How many were woken.</returns>
    public int Wake(in FutexKey key, int count, uint bits = AllBits)
    {
        int woken = 0;
        FutexWaiter? waiter = ListOf(key).First;
        while (waiter is not null)
        {
            FutexWaiter? next = waiter.Next;
            if (waiter.Key.Equals(key) && (waiter.Bits & bits) != 0)
            {
                Wake(waiter);
                if (++woken >= count)
                {
                    break;
                }
            }

            waiter = next;
        }

        return woken;
    }

    /// <summary>Wakes some of those who wait, and lets others wait for something else.</summary>
    /// <param name="from">What they wait for.</param>
    /// <param name="to">What those wait for that are not woken.</param>
    /// <param name="wakes">How many are woken, 0 or more.</param>
    /// <param name="moves">How many more wait for something else, 0 or more.</param>
    /// <returns>How many were woken or moved.</returns>
    public int Requeue(in FutexKey from, in FutexKey to, int wakes, int moves)
    {
        FutexList source = ListOf(from);
        FutexList target = ListOf(to);
        int count = 0;
        FutexWaiter? waiter = source.First;
        while (waiter is not null && (long)count < (long)wakes + moves)
        {
            FutexWaiter? next = waiter.Next;
            if (waiter.Key.Equals(from))
            {
                if (count++ < wakes)
                {
                    Wake(waiter);
                }
                else
                {
                    Move(waiter, to, target);
                }
            }

            waiter = next;
        }

        return count;
    }

    private static void Move(FutexWaiter waiter, in FutexKey key, FutexList target)
    {
        waiter.Key = key;
        if (waiter.List != target)
        {
            waiter.List!.Remove(waiter);
            target.Add(waiter);
        }
    }

    private static void Wake(FutexWaiter waiter)
    {
        waiter.List!.Remove(waiter);
        Scheduler.Wake(waiter.Thread, WaitEnd.Woken);
    }

    private FutexList ListOf(in FutexKey key) => _lists[key.GetHashCode() & (Lists - 1)];
}
