namespace Lodestar.Core.Tasks;

/// <summary>Why a wait is over.</summary>
public enum WaitEnd
{
    /// <summary>Something may have changed: the caller looks again.</summary>
    Woken,

    /// <summary>The time is over.</summary>
    TimedOut,

    /// <summary>A signal has come (EINTR, or one of the restart codes).</summary>
    Interrupted,
}
