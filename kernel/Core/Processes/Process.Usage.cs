using Lodestar.Core.Abi;

namespace Lodestar.Core.Processes;

/// <content>What the process has used.</content>
public sealed partial class Process
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMicrosecond = 1000;

    private long _pastTime;
    private long _childrenTime;

    /// <summary>Nanoseconds that its threads have run, ended ones too.</summary>
    public long Runtime
    {
        get
        {
            long time = _pastTime;
            foreach (Thread thread in _threads)
            {
                time += thread.Runtime;
            }

            return time;
        }
    }

    /// <summary>Nanoseconds that the children have run that it has waited for, and theirs.</summary>
    public long ChildrenRuntime => _childrenTime;

    /// <summary>What it and the children that it has waited for have used.</summary>
    public ResourceUsage TotalUsage => UsageOf(Runtime + _childrenTime);

    /// <summary>Usage of so many nanoseconds.</summary>
    public static ResourceUsage UsageOf(long time)
    {
        ResourceUsage usage = default;
        usage.UserTime.Seconds = time / NanosecondsPerSecond;
        usage.UserTime.Microseconds = time % NanosecondsPerSecond / NanosecondsPerMicrosecond;
        return usage;
    }

    internal void AddUsageOf(Process child) => _childrenTime += child.Runtime + child._childrenTime;
}
