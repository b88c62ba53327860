using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for files of a list, <c>poll(2)</c>; do_sys_poll in Linux's <c>fs/select.c</c>.</summary>
internal static class PollCalls
{
    /// <summary>Bytes of struct pollfd.</summary>
    private const ulong EntrySize = 8;

    /// <summary>Entries that have room on the stack.</summary>
    private const int FewEntries = 32;

    /// <summary>Where revents is in it.</summary>
    private const ulong ReadyOffset = 6;

    /// <summary>poll(2).</summary>
    [Syscall(7, "poll")]
    internal static SyscallResult Poll(SyscallContext caller, UserRef<PollDescriptor> entries, uint count, int timeout) =>
        PollUntil(caller, entries, count, PollTimeout.FromMilliseconds(timeout));

    /// <summary>ppoll(2).</summary>
    [Syscall(271, "ppoll")]
    internal static SyscallResult Poll(
        SyscallContext caller, UserRef<PollDescriptor> entries, uint count, UserRef<Timespec> timeout, UserRef<SignalSet> signals,
        ulong size)
    {
        Errno error = PollTimeout.TryRead(timeout, out PollTimeout limit);
        error = error == Errno.None ? PollMask.Begin(caller.Signals, signals, size) : error;
        if (error != Errno.None)
        {
            return error;
        }

        SyscallResult result = Poll(caller, entries, count, limit);
        PollMask.End(caller.Signals, result);
        limit.WriteRest(timeout);
        return result;
    }

    private static SyscallResult PollUntil(
        SyscallContext caller, UserRef<PollDescriptor> entries, uint count, PollTimeout timeout)
    {
        SyscallResult result = Poll(caller, entries, count, timeout);
        return result.Value == RestartCode.UnlessHandled ? GoOnLater(caller, entries, count, timeout) : result;
    }

    /// <summary>The wait is interrupted: unless a handler is called it goes on until the same moment.</summary>
    private static SyscallResult GoOnLater(
        SyscallContext caller, UserRef<PollDescriptor> entries, uint count, PollTimeout timeout) =>
        caller.Signals.RestartBy(() => PollUntil(caller, entries, count, timeout).Value);

    private static SyscallResult Poll(SyscallContext caller, UserRef<PollDescriptor> entries, uint count, PollTimeout timeout)
    {
        if (count > caller.Process.Limits[Resource.NoFile].Current)
        {
            return Errno.EINVAL;
        }

        Span<PollDescriptor> list = count <= FewEntries
            ? stackalloc PollDescriptor[FewEntries]
            : new PollDescriptor[count];
        list = list[..(int)count];
        if (!UserMemory.TryRead(entries.Address, list))
        {
            return Errno.EFAULT;
        }

        int ready = Look(caller.Files.Descriptors, list);
        bool isInterrupted = ready == 0 && (timeout.IsOver ? caller.Signals.HasWork : !TryWait(caller, list, timeout, ref ready));
        if (isInterrupted)
        {
            return RestartCode.UnlessHandled;
        }

        for (int i = 0; i < list.Length; i++)
        {
            ulong address = entries.Address + ((ulong)i * EntrySize) + ReadyOffset;
            if (!new UserRef<PollEvents>(address).TryWrite(list[i].Ready))
            {
                return Errno.EFAULT;
            }
        }

        return ready;
    }

    /// <summary>Waits until a file is ready or the time is over.</summary>
    /// <returns>False when a signal has come before.</returns>
    private static bool TryWait(SyscallContext caller, Span<PollDescriptor> list, PollTimeout timeout, ref int ready)
    {
        PollWaiter waiter = caller.Waiter;
        try
        {
            foreach (ref PollDescriptor entry in list)
            {
                if (caller.Files.Descriptors.Get(entry.Descriptor) is { } file)
                {
                    waiter.Add(file, entry.Wanted);
                }
            }

            WaitEnd end = WaitEnd.Woken;
            while (ready == 0 && end != WaitEnd.TimedOut && !caller.Signals.HasWork)
            {
                end = Scheduler.Block(timeout.End);
                ready = Look(caller.Files.Descriptors, list);
            }

            return ready != 0 || !caller.Signals.HasWork;
        }
        finally
        {
            waiter.Clear();
        }
    }

    /// <summary>Looks at all files once.</summary>
    /// <returns>How many are ready.</returns>
    private static int Look(FileTable descriptors, Span<PollDescriptor> list)
    {
        int ready = 0;
        foreach (ref PollDescriptor entry in list)
        {
            entry.Ready = Look(descriptors, entry);
            ready += entry.Ready == PollEvents.None ? 0 : 1;
        }

        return ready;
    }

    private static PollEvents Look(FileTable descriptors, in PollDescriptor entry)
    {
        const PollEvents NotAskedFor = PollEvents.Err | PollEvents.Hup;
        return entry.Descriptor < 0 ? PollEvents.None
            : descriptors.Get(entry.Descriptor) is { } file ? file.Readiness & (entry.Wanted | NotAskedFor)
            : PollEvents.NVal;
    }
}
