namespace Lodestar.Core.Processes;

/// <summary>Those who wait for futexes with the same hash, in the order in which they came.</summary>
internal sealed class FutexList
{
    private FutexWaiter? _last;

    internal FutexWaiter? First { get; private set; }

    /// <summary>Adds one that is in no list.</summary>
    internal void Add(FutexWaiter waiter)
    {
        waiter.List = this;
        waiter.Previous = _last;
        if (_last is null)
        {
            First = waiter;
        }
        else
        {
            _last.Next = waiter;
        }

        _last = waiter;
    }

    /// <summary>Takes one out that is in it.</summary>
    internal void Remove(FutexWaiter waiter)
    {
        if (waiter.Previous is null)
        {
            First = waiter.Next;
        }
        else
        {
            waiter.Previous.Next = waiter.Next;
        }

        if (waiter.Next is null)
        {
            _last = waiter.Previous;
        }
        else
        {
            waiter.Next.Previous = waiter.Previous;
        }

        waiter.List = null;
        waiter.Next = null;
        waiter.Previous = null;
    }
}
