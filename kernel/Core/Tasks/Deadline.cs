namespace Lodestar.Core.Tasks;

/// <summary>Until when somebody waits.</summary>
/// <param name="Time">In nanoseconds of <see cref="Core.Time.SystemClock.Uptime"/> or, as a time of day, of <see cref="Core.Time.SystemClock.Now"/>.</param>
/// <param name="IsTimeOfDay">Which of them.</param>
public readonly record struct Deadline(long Time, bool IsTimeOfDay = false)
{
    /// <summary>A deadline that does not come.</summary>
    public static Deadline Never => new(Scheduler.Never);
}
