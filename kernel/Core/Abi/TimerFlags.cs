using System;

namespace Lodestar.Core.Abi;

/// <summary>TIMER_*: how <c>clock_nanosleep(2)</c> takes its time.</summary>
[Flags]
[AbiPrefix("TIMER_")]
public enum TimerFlags
{
    None = 0,

    /// <summary>A time of the clock, not a duration.</summary>
    [AbiName("TIMER_ABSTIME")]
    AbsoluteTime = 1,
}
