using Lodestar.Core.Abi;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>Another policy or nice value for a thread, with the checks of <c>__sched_setscheduler</c> in Linux.</summary>
internal readonly struct SchedulingChange
{
    /// <summary>The priorities of real time, <c>sched(7)</c>.</summary>
    internal const int LowestRealTime = 1;
    internal const int HighestRealTime = 99;

    internal SchedulingPolicy Policy { get; init; }

    internal bool ResetsOnFork { get; init; }

    /// <summary>-20 to 19; of the policies that are not real time.</summary>
    internal int Nice { get; init; }

    /// <summary>0, and of real time 1 to 99.</summary>
    internal uint Priority { get; init; }

    /// <summary>Policy and nice value stay, after all checks: what SCHED_FLAG_KEEP_PARAMS does on Linux.</summary>
    internal bool OnlyChecks { get; init; }

    /// <summary>Makes it.</summary>
    /// <param name="process">Who wants it.</param>
    /// <param name="target">Whose it becomes.</param>
    /// <returns>EINVAL, EPERM; real time is EPERM for everybody.</returns>
    internal Errno Apply(Process process, Thread target)
    {
        bool isFair = Policy is SchedulingPolicy.Other or SchedulingPolicy.Batch or SchedulingPolicy.Idle;
        bool isRealTime = Policy is SchedulingPolicy.Fifo or SchedulingPolicy.RoundRobin;
        if ((!isFair && !isRealTime && Policy != SchedulingPolicy.Deadline)
            || Priority > HighestRealTime
            || isRealTime != (Priority != 0))
        {
            return Errno.EINVAL;
        }

        if (!isFair)
        {
            Unsupported.Report("sched_setscheduler", "a policy of real time", (ulong)Policy);
            return Errno.EPERM;
        }

        // Idle counts as nicer than any nice value: back from it leads only who may have that value.
        bool leavesIdle = target.Policy == SchedulingPolicy.Idle && Policy != SchedulingPolicy.Idle;
        bool isAllowed = process.MaySchedule(target.Process)
            && process.MaySetNice(target, Nice)
            && (!leavesIdle || process.MayRaiseTo(target, target.Nice))
            && (ResetsOnFork || !target.ResetsOnFork);
        if (!isAllowed && !process.Files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        if (!OnlyChecks)
        {
            target.Policy = Policy;
            target.Nice = Nice;
        }

        target.ResetsOnFork = ResetsOnFork;
        return Errno.None;
    }
}
