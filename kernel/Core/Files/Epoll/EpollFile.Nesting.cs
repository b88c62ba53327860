namespace Lodestar.Core.Files.Epoll;

/// <content>Epolls that watch epolls: never each other, and not too many in a row, since telling goes through all of them.</content>
public sealed partial class EpollFile
{
    /// <summary>How many may watch each other one behind the other (EP_MAX_NESTS).</summary>
    private const int MostNested = 4;

    /// <summary>Counts the searches: what one has seen it does not visit again.</summary>
    private static long s_search;

    private long _seenBy;
    private int _depth;

    /// <summary>Whether this may watch another: ep_loop_check in Linux.</summary>
    private bool MayWatch(EpollFile other)
    {
        s_search++;
        int below = other.DepthBelow(this);
        s_search++;
        return DepthAbove() + 1 + below <= MostNested;
    }

    /// <summary>The longest way down; more than <see cref="MostNested"/> when it leads to a certain one.</summary>
    private int DepthBelow(EpollFile wanted)
    {
        if (this == wanted)
        {
            return MostNested + 1;
        }

        if (_seenBy != s_search)
        {
            _seenBy = s_search;
            _depth = 0;
            foreach (EpollItem item in _items.Values)
            {
                if (item.File is EpollFile below)
                {
                    _depth = int.Max(_depth, 1 + below.DepthBelow(wanted));
                }
            }
        }

        return _depth;
    }

    /// <summary>The longest way up, through those that watch this one.</summary>
    private int DepthAbove()
    {
        if (_seenBy != s_search)
        {
            _seenBy = s_search;
            _depth = 0;
            for (EpollItem? item = FirstWatch; item is not null; item = item.NextOfFile)
            {
                _depth = int.Max(_depth, 1 + item.Epoll.DepthAbove());
            }
        }

        return _depth;
    }
}
