namespace Lodestar.Core.Tasks;

/// <summary>What a nice value is worth: each step is a tenth of the CPU between two threads, as on Linux (<c>sched(7)</c>).</summary>
internal static class NiceWeights
{
    /// <summary>The weight of nice 0.</summary>
    internal const int Normal = 1024;

    /// <summary>The weight of who runs when nobody else wants to, whatever its nice value (SCHED_IDLE).</summary>
    internal const int Idle = 3;

    private const int StepPercent = 125;

    private static readonly int[] s_weights = Create();

    /// <summary>The weight of a nice value, -20 to 19.</summary>
    internal static int Of(int nice) => s_weights[nice - ScheduledThread.LowestNice];

    private static int[] Create()
    {
        int[] weights = new int[ScheduledThread.HighestNice - ScheduledThread.LowestNice + 1];
        long weight = Normal;
        for (int nice = 0; nice >= ScheduledThread.LowestNice; nice--)
        {
            weights[nice - ScheduledThread.LowestNice] = (int)weight;
            weight = weight * StepPercent / 100;
        }

        weight = Normal;
        for (int nice = 0; nice <= ScheduledThread.HighestNice; nice++)
        {
            weights[nice - ScheduledThread.LowestNice] = (int)weight;
            weight = weight * 100 / StepPercent;
        }

        return weights;
    }
}
