using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>close_range(2)</c>.</summary>
[Flags]
[AbiPrefix("CLOSE_RANGE_")]
public enum CloseRangeFlags : uint
{
    None = 0,

    /// <summary>Stop sharing the table with other threads first.</summary>
    Unshare = 1 << 1,

    /// <summary>Set FD_CLOEXEC instead of closing.</summary>
    CloExec = 1 << 2,
}
