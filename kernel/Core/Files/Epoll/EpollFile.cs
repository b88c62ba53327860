using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Events;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files.Epoll;

/// <summary>Watches files, <c>epoll(7)</c>; Linux's <c>fs/eventpoll.c</c>.</summary>
public sealed partial class EpollFile() : AnonymousFile("eventpoll", OpenFlags.RdWr)
{
    /// <summary>Bytes of struct epoll_event.</summary>
    public const ulong EventSize = 12;

    /// <summary>Files that may be watched in all: <c>/proc/sys/fs/epoll/max_user_watches</c>.</summary>
    private const int MostItems = 1 << 16;

    private static int s_items;

    private readonly Dictionary<EpollKey, EpollItem> _items = [];
    private readonly EpollReadyList _ready = new();

    /// <summary>Readable while one of the files is ready. Those that only were are forgotten here.</summary>
    public override PollEvents Readiness
    {
        get
        {
            for (int rest = _ready.Count; rest > 0; rest--)
            {
                EpollItem item = _ready.First!;
                if (item.Ready != EpollEvents.None)
                {
                    return PollEvents.In | PollEvents.RdNorm;
                }

                _ready.Remove(item);
            }

            return PollEvents.None;
        }
    }

    /// <summary>Watches a file.</summary>
    /// <param name="file">The file; its queue must not be null.</param>
    /// <param name="descriptor">Its descriptor.</param>
    /// <param name="request">What to tell, and how.</param>
    /// <returns>EEXIST, ELOOP when epolls would watch each other, or too many one behind the other, ENOSPC.</returns>
    public Errno Add(OpenFile file, int descriptor, in EpollEvent request)
    {
        if (file is EpollFile other && !MayWatch(other))
        {
            return Errno.ELOOP;
        }

        EpollKey key = new(file, descriptor);
        if (_items.ContainsKey(key))
        {
            return Errno.EEXIST;
        }

        if (s_items >= MostItems)
        {
            return Errno.ENOSPC;
        }

        EpollItem item = new(this, file, descriptor);
        _items.Add(key, item);
        s_items++;
        file.Watch(item);
        file.ReadinessChanged!.Add(item);
        Set(item, request);
        return Errno.None;
    }

    /// <summary>Changes what is told of a file.</summary>
    /// <returns>ENOENT; EINVAL for what was added with EPOLLEXCLUSIVE.</returns>
    public Errno Change(OpenFile file, int descriptor, in EpollEvent request)
    {
        if (!_items.TryGetValue(new EpollKey(file, descriptor), out EpollItem? item))
        {
            return Errno.ENOENT;
        }

        if ((item.Events & EpollEvents.Exclusive) != 0)
        {
            return Errno.EINVAL;
        }

        Set(item, request);
        return Errno.None;
    }

    /// <summary>Watches a file no more.</summary>
    /// <returns>ENOENT.</returns>
    public Errno Remove(OpenFile file, int descriptor)
    {
        if (!_items.TryGetValue(new EpollKey(file, descriptor), out EpollItem? item))
        {
            return Errno.ENOENT;
        }

        file.Unwatch(item);
        Forget(item);
        return Errno.None;
    }

    /// <summary>Writes what there is to tell, as struct epoll_event.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="room">How many fit; 1 or more.</param>
    /// <returns>How many were written; EFAULT when not one could be.</returns>
    public IoResult Report(ulong address, int room)
    {
        int count = 0;
        for (int rest = _ready.Count; rest > 0 && count < room; rest--)
        {
            EpollItem item = _ready.First!;
            EpollEvents ready = item.Ready;
            if (ready != EpollEvents.None)
            {
                EpollEvent report = new() { Events = ready, Data = item.Data };
                if (!UserMemory.TryWrite(address + ((ulong)count * EventSize), report))
                {
                    return count > 0 ? count : Errno.EFAULT;
                }

                count++;
            }

            _ready.Remove(item);
            if (ready == EpollEvents.None)
            {
                continue;
            }

            if ((item.Events & EpollEvents.OneShot) != 0)
            {
                item.Disable();
            }
            else if ((item.Events & EpollEvents.Et) == 0)
            {
                _ready.Add(item);
            }
        }

        return count;
    }

    /// <summary>An item's file has changed: those who wait look at it. One that is listed has been told of already.</summary>
    internal void MayBeReady(EpollItem item)
    {
        if (!item.IsListed)
        {
            _ready.Add(item);
            ReadinessChanged.Wake(PollEvents.In | PollEvents.RdNorm);
        }
    }

    /// <summary>The file of an item is closed, and has left it out.</summary>
    internal void Forget(EpollItem item)
    {
        _items.Remove(new EpollKey(item.File, item.Descriptor));
        Leave(item);
    }

    protected override void Close()
    {
        foreach (EpollItem item in _items.Values)
        {
            item.File.Unwatch(item);
            Leave(item);
        }

        _items.Clear();
    }

    private void Leave(EpollItem item)
    {
        item.Queue?.Remove(item);
        if (item.IsListed)
        {
            _ready.Remove(item);
        }

        s_items--;
    }

    private void Set(EpollItem item, in EpollEvent request)
    {
        item.Events = request.Events | EpollEvents.Err | EpollEvents.Hup;
        item.Data = request.Data;
        if (item.Ready != EpollEvents.None)
        {
            MayBeReady(item);
        }
    }
}
