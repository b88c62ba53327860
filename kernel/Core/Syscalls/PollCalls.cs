using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for files of a list, <c>poll(2)</c>; do_sys_poll in Linux's <c>fs/select.c</c>.</summary>
internal static class PollCalls
{
    /// <summary>Bytes of struct pollfd.</summary>
    private const ulong EntrySize = 8;

    /// <summary>Where revents is in it.</summary>
    private const ulong ReadyOffset = 6;

    /// <summary>Bytes of a set of signals.</summary>
    private const ulong SignalSetSize = 8;

    /// <summary>poll(2).</summary>
    [Syscall(7, "poll", Missing = "ending by a signal")]
    internal static SyscallResult Poll(Process process, UserRef<PollDescriptor> entries, uint count, int timeout) =>
        Poll(process, entries, count, PollTimeout.FromMilliseconds(timeout));

    /// <summary>ppoll(2).</summary>
    [Syscall(271, "ppoll", Missing = "the signal mask, ending by a signal")]
    internal static SyscallResult Poll(
        Process process, UserRef<PollDescriptor> entries, uint count, UserRef<Timespec> timeout, UserRef<ulong> signals, ulong size)
    {
        Errno error = PollTimeout.TryRead(timeout, out PollTimeout limit);
        error = error == Errno.None ? CheckSignals("ppoll", signals, size) : error;
        if (error != Errno.None)
        {
            return error;
        }

        SyscallResult result = Poll(process, entries, count, limit);
        limit.WriteRest(timeout);
        return result;
    }

    /// <summary>The mask of signals for the time of a call: whether it is one.</summary>
    internal static Errno CheckSignals(string call, UserRef<ulong> signals, ulong size)
    {
        if (signals.IsNull)
        {
            return Errno.None;
        }

        Unsupported.Report(call, "a signal mask of a size", size);
        return size != SignalSetSize ? Errno.EINVAL : signals.TryRead(out _) ? Errno.None : Errno.EFAULT;
    }

    private static SyscallResult Poll(Process process, UserRef<PollDescriptor> entries, uint count, PollTimeout timeout)
    {
        if (count > process.Limits[Resource.NoFile].Current)
        {
            return Errno.EINVAL;
        }

        if (!new ReadableUserBuffer(entries.Address, count * EntrySize).IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        while (true)
        {
            SyscallResult ready = Look(process.Files.Descriptors, entries, count, store: false);
            if (ready.Value != 0 || timeout.IsOver)
            {
                return ready.IsError ? ready : Look(process.Files.Descriptors, entries, count, store: true);
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
