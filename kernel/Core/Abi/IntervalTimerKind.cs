namespace Lodestar.Core.Abi;

/// <summary>ITIMER_*: the timers of <c>setitimer(2)</c>.</summary>
[AbiPrefix("ITIMER_")]
public enum IntervalTimerKind
{
    /// <summary>Counts the time that passes; SIGALRM.</summary>
    Real,

    /// <summary>Counts the process's time in ring 3; SIGVTALRM.</summary>
    Virtual,

    /// <summary>Counts the process's time in ring 3 and in the kernel; SIGPROF.</summary>
    Prof,
}
