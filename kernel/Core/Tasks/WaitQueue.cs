using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Tasks;

/// <summary>
/// Those who wait for something, in the order in which they came. It has no state of its own: who was woken looks whether what
/// it waits for is there, and waits again if it is not. Nothing can happen between the look and the wait, because no other
/// thread runs meanwhile.
/// </summary>
public sealed class WaitQueue
{
    private WaitEntry? _first;
    private WaitEntry? _last;

    /// <summary>Whether nobody waits.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>Adds an entry that is in no queue.</summary>
    public void Add(WaitEntry entry)
    {
        if (entry.Queue is not null)
        {
            throw new InvalidOperationException("An entry was added to a second wait queue.");
        }

        entry.Queue = this;
        entry.Previous = _last;
        if (_last is null)
        {
            _first = entry;
        }
        else
        {
            _last.Next = entry;
        }

        _last = entry;
    }

    /// <summary>Takes an entry out; one that is not in it stays where it is.</summary>
    public void Remove(WaitEntry entry)
    {
        if (entry.Queue != this)
        {
            return;
        }

        if (entry.Previous is null)
        {
            _first = entry.Next;
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next is null)
        {
            _last = entry.Previous;
        }
        else
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.Queue = null;
        entry.Next = null;
        entry.Previous = null;
    }

    /// <summary>Tells everybody.</summary>
    public void Wake()
    {
        WaitEntry? entry = _first;
        while (entry is not null)
        {
            WaitEntry? next = entry.Next;
            entry.Wake();
            entry = next;
        }
    }

    /// <summary>Tells everybody what a file may have become ready for.</summary>
    public void Wake(PollEvents what)
    {
        WaitEntry? entry = _first;
        while (entry is not null)
        {
            WaitEntry? next = entry.Next;
            entry.Wake(what);
            entry = next;
        }
    }

    /// <summary>Lets the running thread wait until it is told, the time is over or a signal comes.</summary>
    /// <param name="deadline">In nanoseconds of <see cref="Time.SystemClock.Uptime"/>.</param>
    public WaitEnd Wait(long deadline = Scheduler.Never)
    {
        WaitEntry entry = Scheduler.Current.Entry;
        Add(entry);
        WaitEnd end = Scheduler.Block(deadline);
        Remove(entry);
        return end;
    }

    /// <summary>Lets the running thread wait until it is told, or has to end (<see cref="WaitEnd.Interrupted"/>).</summary>
    public WaitEnd WaitUninterruptible()
    {
        WaitEntry entry = Scheduler.Current.Entry;
        Add(entry);
        WaitEnd end = Scheduler.BlockUninterruptible();
        Remove(entry);
        return end;
    }
}
