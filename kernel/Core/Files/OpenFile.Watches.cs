using Lodestar.Core.Files.Epoll;

namespace Lodestar.Core.Files;

/// <content>The epolls that watch the file.</content>
public abstract partial class OpenFile
{
    /// <summary>One of those that watch it, and through it the others.</summary>
    private protected EpollItem? FirstWatch { get; private set; }

    /// <summary>An epoll watches the file.</summary>
    internal void Watch(EpollItem item)
    {
        item.NextOfFile = FirstWatch;
        if (FirstWatch is not null)
        {
            FirstWatch.PreviousOfFile = item;
        }

        FirstWatch = item;
    }

    /// <summary>An epoll watches the file no more.</summary>
    internal void Unwatch(EpollItem item)
    {
        if (item.PreviousOfFile is { } previous)
        {
            previous.NextOfFile = item.NextOfFile;
        }
        else
        {
            FirstWatch = item.NextOfFile;
        }

        if (item.NextOfFile is { } next)
        {
            next.PreviousOfFile = item.PreviousOfFile;
        }

        item.NextOfFile = null;
        item.PreviousOfFile = null;
    }

    /// <summary>The file is closed: nobody watches it.</summary>
    private void LeaveWatches()
    {
        while (FirstWatch is { } item)
        {
            Unwatch(item);
            item.Epoll.Forget(item);
        }
    }
}
