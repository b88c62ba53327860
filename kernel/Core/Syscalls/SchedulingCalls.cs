using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Who gets the processor, <c>sched(7)</c>: there is one. Whose time it is are threads, not processes.</summary>
internal static class SchedulingCalls
{
    private const string WithoutRealTime = "real time";

    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Bytes of a set of processors: a word has room for all.</summary>
    private const uint CpuSetSize = sizeof(ulong);

    /// <summary>The set with the one processor.</summary>
    private const ulong OnlyCpu = 1;

    /// <summary>sched_yield(2).</summary>
    [Syscall(24, "sched_yield")]
    internal static Errno Yield()
    {
        Scheduler.Yield();
        return Errno.None;
    }

    /// <summary>sched_setscheduler(2): struct sched_param is one int, a priority that only real time has.</summary>
    [Syscall(144, "sched_setscheduler", Missing = WithoutRealTime)]
    internal static Errno SetPolicy(Thread thread, int tid, SchedulingPolicy policy, UserRef<int> parameter) =>
        policy < 0 ? Errno.EINVAL : Change(thread, tid, policy, parameter);

    /// <summary>sched_setparam(2).</summary>
    [Syscall(142, "sched_setparam", Missing = WithoutRealTime)]
    internal static Errno SetParameter(Thread thread, int tid, UserRef<int> parameter) => Change(thread, tid, null, parameter);

    /// <summary>sched_getscheduler(2).</summary>
    [Syscall(145, "sched_getscheduler")]
    internal static SyscallResult GetPolicy(Thread thread, int tid) =>
        tid < 0 ? Errno.EINVAL
        : Find(thread, tid) is { } target ? (int)(target.Policy | (target.ResetsOnFork ? SchedulingPolicy.ResetOnFork : 0))
        : Errno.ESRCH;

    /// <summary>sched_getparam(2).</summary>
    [Syscall(143, "sched_getparam")]
    internal static Errno GetParameter(Thread thread, int tid, UserRef<int> parameter) =>
        tid < 0 || parameter.IsNull ? Errno.EINVAL
        : Find(thread, tid) is null ? Errno.ESRCH
        : parameter.TryWrite(0) ? Errno.None
        : Errno.EFAULT;

    /// <summary>sched_get_priority_max(2).</summary>
    [Syscall(146, "sched_get_priority_max")]
    internal static SyscallResult GetHighestPriority(SchedulingPolicy policy) =>
        GetPriority(policy, SchedulingChange.HighestRealTime);

    /// <summary>sched_get_priority_min(2).</summary>
    [Syscall(147, "sched_get_priority_min")]
    internal static SyscallResult GetLowestPriority(SchedulingPolicy policy) =>
        GetPriority(policy, SchedulingChange.LowestRealTime);

    /// <summary>sched_rr_get_interval(2): how long a thread runs before others are looked at.</summary>
    [Syscall(148, "sched_rr_get_interval")]
    internal static Errno GetInterval(Thread thread, int tid, UserRef<Timespec> interval)
    {
        Timespec slice = new() { Seconds = Scheduler.Slice / NanosecondsPerSecond, Nanoseconds = Scheduler.Slice % NanosecondsPerSecond };
        return tid < 0 ? Errno.EINVAL
            : Find(thread, tid) is null ? Errno.ESRCH
            : interval.TryWrite(slice) ? Errno.None
            : Errno.EFAULT;
    }

    /// <summary>sched_setaffinity(2): a set that has the processor in it changes nothing.</summary>
    [Syscall(203, "sched_setaffinity")]
    internal static Errno SetAffinity(Thread thread, int tid, uint length, UserRef<byte> set)
    {
        // Linux fills up with zeros what is shorter than a set; the processor is in its first byte.
        byte first = 0;
        return length > 0 && !set.TryRead(out first) ? Errno.EFAULT
            : Find(thread, tid) is not { } target ? Errno.ESRCH
            : !thread.Process.MaySchedule(target.Process) ? Errno.EPERM
            : (first & OnlyCpu) == 0 ? Errno.EINVAL
            : Errno.None;
    }

    /// <summary>sched_getaffinity(2): returns the bytes of the set.</summary>
    [Syscall(204, "sched_getaffinity")]
    internal static SyscallResult GetAffinity(Thread thread, int tid, uint length, UserRef<ulong> set) =>
        length < CpuSetSize || length % CpuSetSize != 0 ? Errno.EINVAL
        : Find(thread, tid) is null ? Errno.ESRCH
        : set.TryWrite(OnlyCpu) ? (int)CpuSetSize
        : Errno.EFAULT;

    /// <summary>The thread that a number means, 0 for the caller; null for none.</summary>
    internal static Thread? Find(Thread thread, int tid) => tid == 0 ? thread : thread.Process.Table.GetThread(tid);

    private static Errno Change(Thread thread, int tid, SchedulingPolicy? policy, UserRef<int> parameter)
    {
        if (parameter.IsNull || tid < 0)
        {
            return Errno.EINVAL;
        }

        if (!parameter.TryRead(out int priority))
        {
            return Errno.EFAULT;
        }

        if (Find(thread, tid) is not { } target)
        {
            return Errno.ESRCH;
        }

        SchedulingChange change = new()
        {
            Policy = policy & ~SchedulingPolicy.ResetOnFork ?? target.Policy,
            ResetsOnFork = policy is { } wanted ? (wanted & SchedulingPolicy.ResetOnFork) != 0 : target.ResetsOnFork,
            Nice = target.Nice,
            Priority = (uint)priority,
        };
        return change.Apply(thread.Process, target);
    }

    private static SyscallResult GetPriority(SchedulingPolicy policy, int realTime) => policy switch
    {
        SchedulingPolicy.Fifo or SchedulingPolicy.RoundRobin => realTime,
        SchedulingPolicy.Other or SchedulingPolicy.Batch or SchedulingPolicy.Idle or SchedulingPolicy.Deadline => 0,
        _ => Errno.EINVAL,
    };
}
