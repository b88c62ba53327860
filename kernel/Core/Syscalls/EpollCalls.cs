using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Epoll;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Files that watch files, <c>epoll(7)</c>; in the order of checks of Linux's <c>fs/eventpoll.c</c>.</summary>
internal static class EpollCalls
{
    /// <summary>The events that go with EPOLLEXCLUSIVE.</summary>
    private const EpollEvents ExclusiveEvents = EpollEvents.In | EpollEvents.Out | EpollEvents.Err | EpollEvents.Hup
        | EpollEvents.Wakeup | EpollEvents.Et | EpollEvents.Exclusive;

    /// <summary>epoll_create(2).</summary>
    [Syscall(213, "epoll_create")]
    internal static SyscallResult Create(FileContext files, int size) =>
        size <= 0 ? Errno.EINVAL : NewDescriptor.Add(files, new EpollFile(), OpenFlags.RdOnly);

    /// <summary>epoll_create1(2); EPOLL_CLOEXEC is O_CLOEXEC.</summary>
    [Syscall(291, "epoll_create1")]
    internal static SyscallResult Create(FileContext files, OpenFlags flags) =>
        (flags & ~OpenFlags.CloExec) != 0 ? Errno.EINVAL : NewDescriptor.Add(files, new EpollFile(), flags);

    /// <summary>epoll_ctl(2).</summary>
    [Syscall(233, "epoll_ctl")]
    internal static Errno Control(FileContext files, int epollFd, EpollOperation operation, int fd, UserRef<EpollEvent> request)
    {
        EpollEvent value = default;
        if (operation != EpollOperation.Del && !request.TryRead(out value))
        {
            return Errno.EFAULT;
        }

        if (files.Descriptors.Get(epollFd) is not { } watcher || files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        if (file.ReadinessChanged is null)
        {
            return Errno.EPERM;
        }

        if (file == watcher || watcher is not EpollFile epoll || !IsRight(operation, value.Events, file))
        {
            return Errno.EINVAL;
        }

        return operation switch
        {
            EpollOperation.Add => epoll.Add(file, fd, value),
            EpollOperation.Del => epoll.Remove(file, fd),
            EpollOperation.Mod => epoll.Change(file, fd, value),
            _ => Errno.EINVAL,
        };
    }

    /// <summary>epoll_wait(2).</summary>
    [Syscall(232, "epoll_wait")]
    internal static SyscallResult Wait(SyscallContext caller, int epollFd, ulong eventsAddress, int count, int timeout) =>
        Wait(caller, epollFd, eventsAddress, count, PollTimeout.FromMilliseconds(timeout));

    /// <summary>epoll_pwait(2).</summary>
    [Syscall(281, "epoll_pwait")]
    internal static SyscallResult Wait(
        SyscallContext caller, int epollFd, ulong eventsAddress, int count, int timeout, UserRef<SignalSet> signals, ulong size) =>
        Wait(caller, epollFd, eventsAddress, count, PollTimeout.FromMilliseconds(timeout), signals, size);

    /// <summary>epoll_pwait2(2).</summary>
    [Syscall(441, "epoll_pwait2")]
    internal static SyscallResult Wait(
        SyscallContext caller, int epollFd, ulong eventsAddress, int count, UserRef<Timespec> timeout, UserRef<SignalSet> signals,
        ulong size)
    {
        Errno error = PollTimeout.TryRead(timeout, out PollTimeout limit);
        return error == Errno.None ? Wait(caller, epollFd, eventsAddress, count, limit, signals, size) : error;
    }

    private static bool IsRight(EpollOperation operation, EpollEvents events, OpenFile file) =>
        operation == EpollOperation.Del
        || (events & EpollEvents.Exclusive) == 0
        || (operation == EpollOperation.Add && file is not EpollFile && (events & ~ExclusiveEvents) == 0);

    private static SyscallResult Wait(
        SyscallContext caller, int epollFd, ulong address, int count, PollTimeout timeout, UserRef<SignalSet> signals, ulong size)
    {
        Errno error = PollMask.Begin(caller.Signals, signals, size);
        if (error != Errno.None)
        {
            return error;
        }

        SyscallResult result = Wait(caller, epollFd, address, count, timeout);
        PollMask.End(caller.Signals, result);
        return result;
    }

    private static SyscallResult Wait(SyscallContext caller, int epollFd, ulong address, int count, PollTimeout timeout)
    {
        if (count <= 0 || (ulong)count > int.MaxValue / EpollFile.EventSize)
        {
            return Errno.EINVAL;
        }

        if (!new WritableUserBuffer(address, (ulong)count * EpollFile.EventSize).IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        if (caller.Files.Descriptors.Get(epollFd) is not { } file)
        {
            return Errno.EBADF;
        }

        if (file is not EpollFile epoll)
        {
            return Errno.EINVAL;
        }

        bool isOver = timeout.IsOver;
        while (true)
        {
            IoResult told = epoll.Report(address, count);
            if (told.Raw != 0 || isOver)
            {
                return told;
            }

            if (caller.Signals.HasWork)
            {
                return Errno.EINTR;
            }

            isOver = epoll.WaitForChange(timeout.End) == WaitEnd.TimedOut;
        }
    }
}
