using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Clocks;

/// <summary>
/// Looks at the clock now and then: after a second, when the time stamp counter's speed can be measured well, and then each two
/// seconds, in which half of the shortest ruler goes by.
/// </summary>
/// <param name="sources">What looks.</param>
internal sealed class ClockWatch(ClockSources sources) : KernelTimer
{
    private const long First = 1_000_000_000;
    private const long Interval = 2_000_000_000;

    private bool _isMeasured;

    /// <summary>Begins to look, or looks sooner.</summary>
    internal void Start() => Scheduler.SetTimer(this, SystemClock.Uptime + First);

    protected internal override void Expire()
    {
        if (!_isMeasured)
        {
            _isMeasured = true;
            sources.Refine();
        }
        else
        {
            sources.Look();
        }

        if (sources.IsWatched)
        {
            Scheduler.SetTimer(this, SystemClock.Uptime + Interval);
        }
    }
}
