namespace Lodestar.Core.Files.Epoll;

/// <summary>The items of an epoll that may be ready, in the order in which they became it.</summary>
internal sealed class EpollReadyList
{
    private EpollItem? _last;

    /// <summary>The one that is next; null when there is none.</summary>
    internal EpollItem? First { get; private set; }

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds an item that is not in it.</summary>
    internal void Add(EpollItem item)
    {
        item.IsListed = true;
        item.PreviousListed = _last;
        if (_last is null)
        {
            First = item;
        }
        else
        {
            _last.NextListed = item;
        }

        _last = item;
        Count++;
    }

    /// <summary>Takes an item out that is in it.</summary>
    internal void Remove(EpollItem item)
    {
        if (item.PreviousListed is { } previous)
        {
            previous.NextListed = item.NextListed;
        }
        else
        {
            First = item.NextListed;
        }

        if (item.NextListed is { } next)
        {
            next.PreviousListed = item.PreviousListed;
        }
        else
        {
            _last = item.PreviousListed;
        }

        item.NextListed = null;
        item.PreviousListed = null;
        item.IsListed = false;
        Count--;
    }
}
