namespace Lodestar.Core.Processes;

/// <summary>A clock that goes only while a thread, or one of a process's threads, runs.</summary>
/// <param name="process">The process.</param>
/// <param name="thread">The thread; null for all.</param>
/// <param name="kind">What is counted.</param>
public readonly struct CpuClock(Process process, Thread? thread, CpuClockKind kind)
{
    /// <summary>The clock, in nanoseconds.</summary>
    public long Now => kind switch
    {
        CpuClockKind.Runtime => thread is null ? process.Runtime : Tasks.Scheduler.RuntimeOf(thread),
        CpuClockKind.UserTime => Usage.UserTime,
        _ => Usage.UserTime + Usage.SystemTime,
    };

    private Usage Usage => thread?.Usage ?? process.Usage;
}
