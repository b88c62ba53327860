namespace Lodestar.Core.Tasks;

/// <summary>What a nice value is worth: each step is a tenth of the CPU between two threads, as on Linux (<c>sched(7)</c>).</summary>
internal static class NiceWeights
{
    /// <summary>The weight of nice 0.</summary>
    internal const int Normal = 1024;

    /// <summary>The weight of who runs when nobody else wants to, whatever its nice value (SCHED_IDLE).</summary>
    internal const int Idle = 3;

    private const int StepPercent = 125;

    /// <summary>Bits behind the point while the weights are computed, so that what each step rounds does not add up.</summary>
    private const int Point = 20;

    private static readonly int[] s_weights = Create();

    /// <summary>The weight of a nice value, -20 to 19.</summary>
    internal static int Of(int nice) => s_weights[nice - ScheduledThread.LowestNice];

    private static int[] Create()
    {
        const long Half = 1L << (Point - 1);
        int[] weights = new int[ScheduledThread.HighestNice - ScheduledThread.LowestNice + 1];
        long weight = (long)Normal << Point;
        for (int nice = 0; nice >= ScheduledThread.LowestNice; nice--)
        {
            weights[nice - ScheduledThread.LowestNice] = (int)((weight + Half) >> Point);
            weight = weight * StepPercent / 100;
        }

        weight = (long)Normal << Point;
        for (int nice = 0; nice <= ScheduledThread.HighestNice; nice++)
        {
            weights[nice - ScheduledThread.LowestNice] = (int)((weight + Half) >> Point);
            weight = weight * 100 / StepPercent;
        }

        return weights;
    }
}
