using System;

namespace Lodestar.Core.Tasks;

/// <summary>
/// The threads that could run and don't, by their virtual runtime: a binary heap. Of equals, the one that came first is first.
/// </summary>
public sealed class RunQueue
{
    private ScheduledThread[] _threads = new ScheduledThread[16];
    private long _arrivals;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The one that is next; there must be one.</summary>
    public ScheduledThread First => _threads[0];

    /// <summary>Adds a thread that is not in it. Its virtual runtime stays the same while it is.</summary>
    public void Add(ScheduledThread thread)
    {
        if (Count == _threads.Length)
        {
            Array.Resize(ref _threads, Count * 2);
        }

        thread.Arrival = _arrivals++;
        int index = Count++;
        while (index > 0 && IsBefore(thread, _threads[(index - 1) / 2]))
        {
            _threads[index] = _threads[(index - 1) / 2];
            index = (index - 1) / 2;
        }

        _threads[index] = thread;
    }

    /// <summary>Takes the first one out; there must be one.</summary>
    public ScheduledThread Take()
    {
        ScheduledThread[] threads = _threads;
        ScheduledThread first = threads[0];
        int count = --Count;
        ScheduledThread last = threads[count];
        threads[count] = null!;
        if (count > 0)
        {
            int index = 0;
            for (int child = 1; child < count; child = (2 * index) + 1)
            {
                if (child + 1 < count && IsBefore(threads[child + 1], threads[child]))
                {
                    child++;
                }

                if (!IsBefore(threads[child], last))
                {
                    break;
                }

                threads[index] = threads[child];
                index = child;
            }

            threads[index] = last;
        }

        return first;
    }

    private static bool IsBefore(ScheduledThread first, ScheduledThread second) =>
        first.VirtualRuntime != second.VirtualRuntime
            ? first.VirtualRuntime < second.VirtualRuntime
            : first.Arrival < second.Arrival;
}
