using System;

namespace Lodestar.Core.Abi;

/// <summary>ADJ_*: what <c>adjtimex(2)</c> changes (<c>linux/timex.h</c>).</summary>
[Flags]
[AbiPrefix("ADJ_")]
public enum ClockAdjustmentModes : uint
{
    None = 0,
    Offset = 0x0001,
    Frequency = 0x0002,
    MaxError = 0x0004,
    EstError = 0x0008,
    Status = 0x0010,
    TimeConst = 0x0020,
    Tai = 0x0080,
    SetOffset = 0x0100,
    Micro = 0x1000,
    Nano = 0x2000,
    Tick = 0x4000,

    /// <summary>Old adjtime(3): only together with <see cref="Offset"/>, which are microseconds.</summary>
    [AbiName("ADJ_ADJTIME")]
    AdjustTime = 0x8000,
}
