namespace Lodestar.Core.Tasks;

/// <summary>What a thread does, as far as the scheduler knows.</summary>
public enum ScheduledThreadState
{
    /// <summary>It has not begun.</summary>
    New,

    /// <summary>It runs, or could.</summary>
    Runnable,

    /// <summary>It waits; a signal ends the wait.</summary>
    Waiting,

    /// <summary>It waits; signals wait, too, unless the thread has to end.</summary>
    Uninterruptible,

    /// <summary>It has ended.</summary>
    Dead,
}
