using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Who gets the processor, <c>sched(7)</c>: there is one of each.</summary>
internal static class SchedulingCalls
{
    /// <summary>Bytes of a set of processors: a word has room for all.</summary>
    private const uint CpuSetSize = sizeof(ulong);

    /// <summary>The set with the one processor.</summary>
    private const ulong OnlyCpu = 1;

    private const int LowestRealTime = 1;
    private const int HighestRealTime = 99;

    /// <summary>sched_yield(2).</summary>
    [Syscall(24, "sched_yield")]
    internal static Errno Yield()
    {
        Scheduler.Yield();
        return Errno.None;
    }

    /// <summary>sched_getscheduler(2).</summary>
    [Syscall(145, "sched_getscheduler")]
    internal static SyscallResult GetPolicy(Thread thread, int pid) =>
        pid < 0 ? Errno.EINVAL : IsOwn(thread, pid) ? (int)SchedulingPolicy.Other : Errno.ESRCH;

    /// <summary>sched_getparam(2): struct sched_param is one int, a priority that only real time has.</summary>
    [Syscall(143, "sched_getparam")]
    internal static Errno GetParameter(Thread thread, int pid, UserRef<int> parameter) =>
        pid < 0 || parameter.IsNull ? Errno.EINVAL
        : !IsOwn(thread, pid) ? Errno.ESRCH
        : parameter.TryWrite(0) ? Errno.None
        : Errno.EFAULT;

    /// <summary>sched_get_priority_max(2).</summary>
    [Syscall(146, "sched_get_priority_max")]
    internal static SyscallResult GetHighestPriority(SchedulingPolicy policy) => GetPriority(policy, HighestRealTime);

    /// <summary>sched_get_priority_min(2).</summary>
    [Syscall(147, "sched_get_priority_min")]
    internal static SyscallResult GetLowestPriority(SchedulingPolicy policy) => GetPriority(policy, LowestRealTime);

    /// <summary>sched_setaffinity(2): a set that has the processor in it changes nothing.</summary>
    [Syscall(203, "sched_setaffinity")]
    internal static Errno SetAffinity(Thread thread, int pid, uint length, UserRef<byte> set)
    {
        // Linux fills up with zeros what is shorter than a set; the processor is in its first byte.
        byte first = 0;
        return length > 0 && !set.TryRead(out first) ? Errno.EFAULT
            : !IsOwn(thread, pid) ? Errno.ESRCH
            : (first & OnlyCpu) == 0 ? Errno.EINVAL
            : Errno.None;
    }

    /// <summary>sched_getaffinity(2): returns the bytes of the set.</summary>
    [Syscall(204, "sched_getaffinity")]
    internal static SyscallResult GetAffinity(Thread thread, int pid, uint length, UserRef<ulong> set) =>
        length < CpuSetSize || length % CpuSetSize != 0 ? Errno.EINVAL
        : !IsOwn(thread, pid) ? Errno.ESRCH
        : set.TryWrite(OnlyCpu) ? (int)CpuSetSize
        : Errno.EFAULT;

    /// <summary>getpriority(2): 20 less the nice value, which is 0.</summary>
    [Syscall(140, "getpriority")]
    internal static SyscallResult GetPriority(SyscallContext caller, PriorityTarget which, int who)
    {
        const int Usual = 20;
        Credentials user = caller.Files.RealCredentials;
        return which switch
        {
            PriorityTarget.Process or PriorityTarget.ProcessGroup => who == 0 || who == caller.Process.Id ? Usual : Errno.ESRCH,
            PriorityTarget.User => who == 0 || (uint)who == user.UserId ? Usual : Errno.ESRCH,
            _ => Errno.EINVAL,
        };
    }

    private static bool IsOwn(Thread thread, int pid) => pid == 0 || pid == thread.Id;

    private static SyscallResult GetPriority(SchedulingPolicy policy, int realTime) => policy switch
    {
        SchedulingPolicy.Fifo or SchedulingPolicy.RoundRobin => realTime,
        SchedulingPolicy.Other or SchedulingPolicy.Batch or SchedulingPolicy.Idle or SchedulingPolicy.Deadline => 0,
        _ => Errno.EINVAL,
    };
}
