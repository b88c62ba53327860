using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What a process has used.</summary>
internal static class UsageCalls
{
    /// <summary>getrusage(2).</summary>
    [Syscall(98, "getrusage")]
    internal static Errno GetUsage(Thread thread, ResourceUsageTarget who, UserRef<ResourceUsage> usage)
    {
        Usage value;
        switch (who)
        {
            case ResourceUsageTarget.Self:
                value = thread.Process.Usage;
                break;
            case ResourceUsageTarget.Children:
                value = thread.Process.ChildrenUsage;
                break;
            case ResourceUsageTarget.Thread:
                value = thread.Usage;
                break;
            default:
                return Errno.EINVAL;
        }

        return usage.TryWrite(value.ToAbi()) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>times(2): returns the ticks since the boot.</summary>
    [Syscall(100, "times")]
    internal static SyscallResult GetTimes(Process process, UserRef<ProcessTimes> times)
    {
        long now = ProcessTimes.TicksOf(SystemClock.Uptime);
        if (times.IsNull)
        {
            return now;
        }

        Usage own = process.Usage;
        Usage children = process.ChildrenUsage;
        ProcessTimes value = new()
        {
            UserTime = ProcessTimes.TicksOf(own.UserTime),
            SystemTime = ProcessTimes.TicksOf(own.SystemTime),
            ChildrenUserTime = ProcessTimes.TicksOf(children.UserTime),
            ChildrenSystemTime = ProcessTimes.TicksOf(children.SystemTime),
        };
        return times.TryWrite(value) ? now : Errno.EFAULT;
    }
}
