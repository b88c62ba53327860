using System;

namespace Lodestar.Core.Abi;

/// <summary>TFD_*: flags of <c>timerfd_create(2)</c> and of timerfd_settime.</summary>
[Flags]
[AbiPrefix("TFD_")]
public enum TimerFileFlags
{
    None = 0,

    /// <summary>A time of the clock, not from now on.</summary>
    [AbiName("TFD_TIMER_ABSTIME")]
    AbsoluteTime = 1,

    /// <summary>A read fails when the time of day is set.</summary>
    [AbiName("TFD_TIMER_CANCEL_ON_SET")]
    CancelOnSet = 2,

    NonBlock = OpenFlags.NonBlock,

    CloExec = OpenFlags.CloExec,
}
