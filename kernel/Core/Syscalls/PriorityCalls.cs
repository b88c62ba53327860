using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Syscalls;

/// <summary>Nice values, of which each thread has its own.</summary>
internal static class PriorityCalls
{
    /// <summary>What the nicest thread has less than: calls return this less the nice value, 1 to 40.</summary>
    private const int Nicest = ScheduledThread.HighestNice + 1;

    /// <summary>getpriority(2): the highest of those that are meant.</summary>
    [Syscall(140, "getpriority")]
    internal static SyscallResult GetPriority(Thread thread, PriorityTarget which, int who)
    {
        if (which is < PriorityTarget.Process or > PriorityTarget.User)
        {
            return Errno.EINVAL;
        }

        int highest = 0;
        foreach (Thread target in ThreadTargets.Find(thread, which, who))
        {
            highest = Math.Max(highest, Nicest - target.Nice);
        }

        return highest == 0 ? Errno.ESRCH : highest;
    }

    /// <summary>setpriority(2): the last error counts, and threads for which there is none get the value nevertheless.</summary>
    [Syscall(141, "setpriority")]
    internal static Errno SetPriority(Thread thread, PriorityTarget which, int who, int nice)
    {
        if (which is < PriorityTarget.Process or > PriorityTarget.User)
        {
            return Errno.EINVAL;
        }

        nice = Math.Clamp(nice, ScheduledThread.LowestNice, ScheduledThread.HighestNice);
        Errno result = Errno.ESRCH;
        foreach (Thread target in ThreadTargets.Find(thread, which, who))
        {
            Errno error = !thread.Process.MaySchedule(target.Process) ? Errno.EPERM
                : !thread.Process.MaySetNice(target, nice) ? Errno.EACCES
                : Errno.None;
            if (error == Errno.None)
            {
                target.Nice = nice;
            }

            result = error != Errno.None || result == Errno.ESRCH ? error : result;
        }

        return result;
    }
}
