namespace Lodestar.Core.Processes;

/// <summary>What a clock of CPU time counts, as Linux numbers it in a clock id (<c>include/linux/posix-timers_types.h</c>).</summary>
public enum CpuClockKind
{
    /// <summary>CPUCLOCK_PROF: time in ring 3 and in the kernel, which is known by ticks.</summary>
    AllTime,

    /// <summary>CPUCLOCK_VIRT: time in ring 3.</summary>
    UserTime,

    /// <summary>CPUCLOCK_SCHED: the same as the first, to the nanosecond.</summary>
    Runtime,
}
