namespace Lodestar.Core.Processes;

/// <content>What is to happen to it when memory is out.</content>
public sealed partial class Process
{
    /// <summary>
    /// How much rather (up to 1,000) or less (down to -1,000) than others it is ended: <c>/proc/[pid]/oom_score_adj</c>. Children inherit it.
    /// </summary>
    public int OutOfMemoryAdjustment { get; set; }
}
