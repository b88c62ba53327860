using System;

namespace Lodestar.Core.Abi;

/// <summary>SCHED_FLAG_*, of <c>sched_setattr(2)</c> (<c>linux/sched.h</c>).</summary>
[Flags]
[AbiPrefix("SCHED_FLAG_")]
public enum SchedulingFlags : ulong
{
    None = 0,

    /// <summary>As <see cref="SchedulingPolicy.ResetOnFork"/>.</summary>
    [AbiName("SCHED_FLAG_RESET_ON_FORK")]
    ResetOnFork = 1 << 0,

    Reclaim = 1 << 1,

    [AbiName("SCHED_FLAG_DL_OVERRUN")]
    DeadlineOverrun = 1 << 2,

    /// <summary>The policy stays.</summary>
    [AbiName("SCHED_FLAG_KEEP_POLICY")]
    KeepPolicy = 1 << 3,

    /// <summary>Nice value and priority stay.</summary>
    [AbiName("SCHED_FLAG_KEEP_PARAMS")]
    KeepParameters = 1 << 4,

    [AbiName("SCHED_FLAG_UTIL_CLAMP_MIN")]
    ClampLeastUse = 1 << 5,

    [AbiName("SCHED_FLAG_UTIL_CLAMP_MAX")]
    ClampMostUse = 1 << 6,
}
