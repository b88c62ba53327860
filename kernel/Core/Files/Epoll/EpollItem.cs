using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Epoll;

/// <summary>A file that an epoll watches (struct epitem in Linux): an entry of the file's queue.</summary>
/// <param name="epoll">Who watches.</param>
/// <param name="file">The file. It is not kept open: when it is closed, nobody watches it any more.</param>
/// <param name="descriptor">The descriptor that it was added under.</param>
internal sealed class EpollItem(EpollFile epoll, OpenFile file, int descriptor) : WaitEntry
{
    /// <summary>What stays of the events when a file was told of once and for the last time.</summary>
    private const EpollEvents HowToTell = EpollEvents.Et | EpollEvents.OneShot | EpollEvents.Wakeup | EpollEvents.Exclusive;

    public EpollFile Epoll { get; } = epoll;

    public OpenFile File { get; } = file;

    public int Descriptor { get; } = descriptor;

    /// <summary>What is to be told, and how.</summary>
    public EpollEvents Events { get; set; }

    /// <summary>The program's own.</summary>
    public ulong Data { get; set; }

    /// <summary>Whether it is in the list of those that may be ready.</summary>
    public bool IsListed { get; set; }

    /// <summary>The next of that list.</summary>
    public EpollItem? NextListed { get; set; }

    /// <summary>The one before.</summary>
    public EpollItem? PreviousListed { get; set; }

    /// <summary>The next that watches the same file.</summary>
    public EpollItem? NextOfFile { get; set; }

    /// <summary>The one before.</summary>
    public EpollItem? PreviousOfFile { get; set; }

    /// <summary>What there is to tell now.</summary>
    public EpollEvents Ready => (EpollEvents)File.Readiness & Events;

    /// <summary>Nothing is told of it until its events are set again, EPOLLONESHOT.</summary>
    public void Disable() => Events &= HowToTell;

    protected internal override void Wake() => Tell();

    protected internal override void Wake(PollEvents what)
    {
        if (((EpollEvents)what & Events) != 0)
        {
            Tell();
        }
    }

    private void Tell()
    {
        if ((Events & ~HowToTell) != 0)
        {
            Epoll.MayBeReady(this);
        }
    }
}
