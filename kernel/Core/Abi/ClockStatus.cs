using System;

namespace Lodestar.Core.Abi;

/// <summary>STA_*: the state of the clock in <c>adjtimex(2)</c> (<c>linux/timex.h</c>).</summary>
[Flags]
[AbiPrefix("STA_")]
public enum ClockStatus
{
    None = 0,

    /// <summary>Nobody has said that the clock is right.</summary>
    Unsync = 0x0040,

    /// <summary>Offsets are nanoseconds.</summary>
    Nano = 0x2000,

    /// <summary>Bits that a program cannot set (STA_RONLY).</summary>
    [AbiName("STA_RONLY")]
    ReadOnly = 0xff00,
}
