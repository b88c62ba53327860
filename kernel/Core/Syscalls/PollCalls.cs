using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for files of a list, <c>poll(2)</c>; do_sys_poll in Linux's <c>fs/select.c</c>.</summary>
internal static class PollCalls
{
    /// <summary>Bytes of struct pollfd.</summary>
    private const ulong EntrySize = 8;

    /// <summary>Where revents is in it.</summary>
    private const ulong ReadyOffset = 6;

    /// <summary>poll(2).</summary>
    [Syscall(7, "poll")]
    internal static SyscallResult Poll(SyscallContext caller, UserRef<PollDescriptor> entries, uint count, int timeout) =>
        Poll(caller, entries, count, PollTimeout.FromMilliseconds(timeout));

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

    private static SyscallResult Poll(SyscallContext caller, UserRef<PollDescriptor> entries, uint count, PollTimeout timeout)
    {
        if (count > caller.Process.Limits[Resource.NoFile].Current)
        {
            return Errno.EINVAL;
        }

        if (!new ReadableUserBuffer(entries.Address, count * EntrySize).IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        while (true)
        {
            SyscallResult ready = Look(caller.Files.Descriptors, entries, count, store: false);
            if (ready.Value == 0 && caller.Signals.HasWork)
            {
                return RestartCode.UnlessHandled;
            }

            if (ready.Value != 0 || timeout.IsOver)
            {
                return ready.IsError ? ready : Look(caller.Files.Descriptors, entries, count, store: true);
            }

            timeout.Wait();
        }
    }

    /// <summary>Looks at all files once.</summary>
    /// <returns>How many are ready; EFAULT.</returns>
    private static SyscallResult Look(FileTable descriptors, UserRef<PollDescriptor> entries, uint count, bool store)
    {
        int ready = 0;
        for (uint i = 0; i < count; i++)
        {
            ulong address = entries.Address + (i * EntrySize);
            if (!new UserRef<PollDescriptor>(address).TryRead(out PollDescriptor entry))
            {
                return Errno.EFAULT;
            }

            PollEvents events = Look(descriptors, entry);
            ready += events == PollEvents.None ? 0 : 1;
            if (store && !new UserRef<PollEvents>(address + ReadyOffset).TryWrite(events))
            {
                return Errno.EFAULT;
            }
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
