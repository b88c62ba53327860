using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What a process has used.</summary>
internal static class UsageCalls
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerTick = NanosecondsPerSecond / ProcessTimes.TicksPerSecond;

    /// <summary>getrusage(2).</summary>
    [Syscall(98, "getrusage", Missing = "all but the time, which is not divided between program and kernel")]
    internal static Errno GetUsage(Process process, ResourceUsageTarget who, UserRef<ResourceUsage> usage)
    {
        ResourceUsage value = default;
        switch (who)
        {
            case ResourceUsageTarget.Self or ResourceUsageTarget.Thread:
                value = Process.UsageOf(process.Runtime);
                break;
            case ResourceUsageTarget.Children:
                value = Process.UsageOf(process.ChildrenRuntime);
                break;
            default:
                return Errno.EINVAL;
        }

        return usage.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>times(2): returns the ticks since the boot.</summary>
    [Syscall(100, "times", Missing = "the division between program and kernel")]
    internal static SyscallResult GetTimes(Process process, UserRef<ProcessTimes> times)
    {
        long now = SystemClock.Uptime;
        ProcessTimes value = new() { UserTime = process.Runtime / NanosecondsPerTick };
        return times.IsNull || times.TryWrite(value) ? now / NanosecondsPerTick : Errno.EFAULT;
    }
}
