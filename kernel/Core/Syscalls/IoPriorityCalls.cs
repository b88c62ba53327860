using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>Priorities of reads and writes, of which each thread has its own; Linux's <c>block/ioprio.c</c>.</summary>
internal static class IoPriorityCalls
{
    /// <summary>ioprio_set(2): the first error ends it.</summary>
    [Syscall(251, "ioprio_set")]
    internal static Errno Set(Thread thread, IoPriorityTarget which, int who, int priority)
    {
        IoPriority value = new(priority);
        Errno error = value.Check(thread.Process.Files.Credentials.IsSuperuser);
        if (error != Errno.None || TargetOf(which) is not { } target)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        error = Errno.ESRCH;
        foreach (Thread other in ThreadTargets.Find(thread, target, who))
        {
            if (!MayChange(thread.Process, other.Process))
            {
                return Errno.EPERM;
            }

            other.IoPriority = value;
            error = Errno.None;
        }

        return error;
    }

    /// <summary>ioprio_get(2): what was set for a thread, or the best that counts for several.</summary>
    [Syscall(252, "ioprio_get")]
    internal static SyscallResult Get(Thread thread, IoPriorityTarget which, int who)
    {
        if (TargetOf(which) is not { } target)
        {
            return Errno.EINVAL;
        }

        int best = int.MaxValue;
        foreach (Thread other in ThreadTargets.Find(thread, target, who))
        {
            best = Math.Min(best, (target == PriorityTarget.Process ? other.IoPriority : other.IoPriority.For(other)).Value);
        }

        return best == int.MaxValue ? Errno.ESRCH : best;
    }

    private static PriorityTarget? TargetOf(IoPriorityTarget which) => which switch
    {
        IoPriorityTarget.Process => PriorityTarget.Process,
        IoPriorityTarget.ProcessGroup => PriorityTarget.ProcessGroup,
        IoPriorityTarget.User => PriorityTarget.User,
        _ => null,
    };

    /// <summary>Those whose real user is the caller's effective or real one.</summary>
    private static bool MayChange(Process process, Process other)
    {
        uint user = other.Files.RealCredentials.UserId;
        return process.Files.Credentials.IsSuperuser
            || user == process.Files.Credentials.UserId || user == process.Files.RealCredentials.UserId;
    }
}
