using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of one transfer, <c>preadv2(2)</c>.</summary>
[Flags]
[AbiPrefix("RWF_")]
public enum RwFlags
{
    None = 0,

    /// <summary>High priority; only polled devices look at it.</summary>
    HiPri = 1 << 0,

    /// <summary>As if opened with O_DSYNC.</summary>
    DSync = 1 << 1,

    /// <summary>As if opened with O_SYNC.</summary>
    Sync = 1 << 2,

    /// <summary>Do not wait.</summary>
    NoWait = 1 << 3,

    /// <summary>As if opened with O_APPEND.</summary>
    Append = 1 << 4,

    /// <summary>As if opened without O_APPEND.</summary>
    NoAppend = 1 << 5,

    /// <summary>All or nothing.</summary>
    Atomic = 1 << 6,
}
