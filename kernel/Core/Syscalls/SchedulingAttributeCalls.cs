using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>All that there is about a thread's time in one structure.</summary>
internal static class SchedulingAttributeCalls
{
    /// <summary>sched_setattr(2).</summary>
    [Syscall(314, "sched_setattr", Missing = "real time, bounds of use, time slices")]
    internal static Errno SetAttributes(Thread thread, int tid, UserRef<SchedulingAttributes> structure, uint flags)
    {
        if (structure.IsNull || tid < 0 || flags != 0)
        {
            return Errno.EINVAL;
        }

        Errno error = TryRead(structure, out SchedulingAttributes wanted);
        if (error != Errno.None)
        {
            return error;
        }

        if ((int)wanted.Policy < 0)
        {
            return Errno.EINVAL;
        }

        if (SchedulingCalls.Find(thread, tid) is not { } target)
        {
            return Errno.ESRCH;
        }

        const SchedulingFlags Known =
            SchedulingFlags.ResetOnFork | SchedulingFlags.KeepPolicy | SchedulingFlags.KeepParameters;
        if ((wanted.Flags & ~Known) != 0)
        {
            Unsupported.Report("sched_setattr", "flags", (ulong)(wanted.Flags & ~Known));
            return Errno.EINVAL;
        }

        bool keepsParameters = (wanted.Flags & SchedulingFlags.KeepParameters) != 0;
        SchedulingChange change = new()
        {
            Policy = (wanted.Flags & SchedulingFlags.KeepPolicy) != 0 ? target.Policy : wanted.Policy,
            ResetsOnFork = (wanted.Flags & SchedulingFlags.ResetOnFork) != 0,
            Nice = keepsParameters ? target.Nice
                : Math.Clamp(wanted.Nice, ScheduledThread.LowestNice, ScheduledThread.HighestNice),
            Priority = keepsParameters ? 0 : wanted.Priority,
            OnlyChecks = keepsParameters,
        };
        return change.Apply(thread.Process, target);
    }

    /// <summary>sched_getattr(2).</summary>
    [Syscall(315, "sched_getattr")]
    internal static Errno GetAttributes(
        Thread thread, int tid, UserRef<SchedulingAttributes> structure, uint size, uint flags)
    {
        if (structure.IsNull || tid < 0 || size is < SchedulingAttributes.FirstSize or > (uint)Page.Size || flags != 0)
        {
            return Errno.EINVAL;
        }

        if (SchedulingCalls.Find(thread, tid) is not { } target)
        {
            return Errno.ESRCH;
        }

        SchedulingAttributes value = new()
        {
            Size = Math.Min(size, SchedulingAttributes.StructureSize),
            Policy = target.Policy,
            Flags = target.ResetsOnFork ? SchedulingFlags.ResetOnFork : SchedulingFlags.None,
            Nice = target.Nice,
            Runtime = (ulong)Scheduler.Slice,
        };
        uint bounds = value.Size - SchedulingAttributes.FirstSize;
        return structure.TryWrite(value)
            && UserMemory.Clear(structure.Address + SchedulingAttributes.FirstSize, bounds) == bounds ? Errno.None : Errno.EFAULT;
    }

    /// <summary>The structure tells its own size; who knows more than is known here is told how much that is.</summary>
    private static Errno TryRead(UserRef<SchedulingAttributes> structure, out SchedulingAttributes value)
    {
        value = default;
        if (!new UserRef<uint>(structure.Address).TryRead(out uint size))
        {
            return Errno.EFAULT;
        }

        size = size == 0 ? SchedulingAttributes.FirstSize : size;
        Errno error = size < SchedulingAttributes.FirstSize
            ? Errno.E2BIG
            : StructureArgument.TryRead(structure, size, SchedulingAttributes.StructureSize, out value);
        if (error == Errno.E2BIG)
        {
            _ = new UserRef<uint>(structure.Address).TryWrite(SchedulingAttributes.StructureSize);
        }

        return error;
    }
}
