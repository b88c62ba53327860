namespace Lodestar.Core.Abi;

/// <summary>The range of <c>/proc/[pid]/oom_score_adj</c> (<c>linux/oom.h</c>).</summary>
public static class OutOfMemoryAdjustment
{
    /// <summary>Of a process that is never ended for others to have memory.</summary>
    public const int Lowest = -1000;

    /// <summary>Of a process that is ended before any other.</summary>
    public const int Highest = 1000;
}
