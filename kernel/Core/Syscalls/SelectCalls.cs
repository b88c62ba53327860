using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for files of three sets, <c>select(2)</c>; core_sys_select and do_select in Linux's <c>fs/select.c</c>.</summary>
internal static class SelectCalls
{
    /// <summary>select(2).</summary>
    [Syscall(23, "select")]
    internal static SyscallResult Select(
        SyscallContext caller, int count, ulong readAddress, ulong writeAddress, ulong exceptAddress, UserRef<Timeval> timeout)
    {
        Errno error = PollTimeout.TryRead(timeout, out PollTimeout limit);
        if (error != Errno.None)
        {
            return error;
        }

        SyscallResult result = Select(caller, count, readAddress, writeAddress, exceptAddress, limit);
        limit.WriteRest(timeout);
        return result;
    }

    /// <summary>pselect6(2): the last argument points to the address and the size of a mask.</summary>
    [Syscall(270, "pselect6")]
    internal static SyscallResult Select(
        SyscallContext caller, int count, ulong readAddress, ulong writeAddress, ulong exceptAddress, UserRef<Timespec> timeout,
        UserRef<IoVector> signals)
    {
        IoVector mask = default;
        if (!signals.IsNull && !signals.TryRead(out mask))
        {
            return Errno.EFAULT;
        }

        Errno error = PollTimeout.TryRead(timeout, out PollTimeout limit);
        error = error == Errno.None ? PollMask.Begin(caller.Signals, new UserRef<SignalSet>(mask.Address), mask.Length) : error;
        if (error != Errno.None)
        {
            return error;
        }

        SyscallResult result = Select(caller, count, readAddress, writeAddress, exceptAddress, limit);
        PollMask.End(caller.Signals, result);
        limit.WriteRest(timeout);
        return result;
    }

    private static SyscallResult Select(
        SyscallContext caller, int count, ulong readAddress, ulong writeAddress, ulong exceptAddress, PollTimeout timeout)
    {
        if (count < 0)
        {
            return Errno.EINVAL;
        }

        // Descriptors above all that the table has room for are left alone.
        FileTable descriptors = caller.Files.Descriptors;
        SelectSets sets = new(Math.Min(count, descriptors.Capacity));
        if (!sets.TryRead(readAddress, writeAddress, exceptAddress))
        {
            return Errno.EFAULT;
        }

        Errno error = sets.Look(descriptors, null, out int ready);
        if (error != Errno.None)
        {
            return error;
        }

        if (ready == 0 && !timeout.IsOver)
        {
            error = Wait(caller, sets, timeout, out ready);
        }

        return error != Errno.None ? error
            : ready == 0 && caller.Signals.HasWork ? RestartCode.UnlessHandled
            : sets.TryWrite(readAddress, writeAddress, exceptAddress) ? ready
            : Errno.EFAULT;
    }

    /// <summary>Waits until a file is ready, a signal comes or the time is over.</summary>
    private static Errno Wait(SyscallContext caller, SelectSets sets, PollTimeout timeout, out int ready)
    {
        PollWaiter waiter = caller.Waiter;
        try
        {
            FileTable descriptors = caller.Files.Descriptors;
            Errno error = sets.Look(descriptors, waiter, out ready);
            WaitEnd end = WaitEnd.Woken;
            while (error == Errno.None && ready == 0 && end != WaitEnd.TimedOut && !caller.Signals.HasWork)
            {
                end = Scheduler.Block(timeout.End);
                error = sets.Look(descriptors, null, out ready);
            }

            return error;
        }
        finally
        {
            waiter.Clear();
        }
    }
}
