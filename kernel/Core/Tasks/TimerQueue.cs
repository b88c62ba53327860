using System;

namespace Lodestar.Core.Tasks;

/// <summary>Timers by their deadlines: a binary heap.</summary>
public sealed class TimerQueue
{
    private KernelTimer[] _timers = new KernelTimer[16];
    private int _count;

    /// <summary>The earliest deadline; <see cref="Scheduler.Never"/> when no timer is set.</summary>
    public long First => _count == 0 ? Scheduler.Never : _timers[0].Deadline;

    /// <summary>Sets a timer, or sets it anew.</summary>
    public void Set(KernelTimer timer, long deadline)
    {
        Cancel(timer);
        if (_count == _timers.Length)
        {
            Array.Resize(ref _timers, _count * 2);
        }

        timer.Deadline = deadline;
        Rise(_count++, timer);
    }

    /// <summary>Takes a timer back; one that is not set may be given.</summary>
    public void Cancel(KernelTimer timer)
    {
        int index = timer.Index;
        if (index < 0)
        {
            return;
        }

        timer.Index = -1;
        KernelTimer last = _timers[--_count];
        _timers[_count] = null!;
        if (last != timer)
        {
            Sink(index, last);
            if (last.Index == index)
            {
                Rise(index, last);
            }
        }
    }

    /// <summary>Moves the deadlines of timers that wait for a time of day.</summary>
    /// <param name="delay">By how many nanoseconds they come later; earlier if it is less than 0.</param>
    public void MoveTimeOfDay(long delay)
    {
        KernelTimer[] timers = _timers[.._count];
        foreach (KernelTimer timer in timers)
        {
            if (timer.FollowsTimeOfDay)
            {
                Set(timer, (long)Int128.Clamp((Int128)timer.Deadline + delay, 0, Scheduler.Never - 1));
            }
        }
    }

    /// <summary>Lets everything happen whose time has come.</summary>
    public void Run(long now)
    {
        while (_count > 0 && _timers[0].Deadline <= now)
        {
            KernelTimer timer = _timers[0];
            Cancel(timer);
            timer.Expire();
        }
    }

    private void Rise(int index, KernelTimer timer)
    {
        while (index > 0 && _timers[(index - 1) / 2].Deadline > timer.Deadline)
        {
            Put(index, _timers[(index - 1) / 2]);
            index = (index - 1) / 2;
        }

        Put(index, timer);
    }

    private void Sink(int index, KernelTimer timer)
    {
        for (int child = (2 * index) + 1; child < _count; child = (2 * index) + 1)
        {
            if (child + 1 < _count && _timers[child + 1].Deadline < _timers[child].Deadline)
            {
                child++;
            }

            if (_timers[child].Deadline >= timer.Deadline)
            {
                break;
            }

            Put(index, _timers[child]);
            index = child;
        }

        Put(index, timer);
    }

    private void Put(int index, KernelTimer timer)
    {
        _timers[index] = timer;
        timer.Index = index;
    }
}
