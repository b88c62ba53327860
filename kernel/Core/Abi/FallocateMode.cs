using System;

namespace Lodestar.Core.Abi;

/// <summary>What <c>fallocate(2)</c> does with a range (<c>linux/falloc.h</c>).</summary>
[Flags]
[AbiPrefix("FALLOC_FL_")]
public enum FallocateMode
{
    None = 0,

    [AbiName("FALLOC_FL_KEEP_SIZE")]
    KeepSize = 0x01,

    [AbiName("FALLOC_FL_PUNCH_HOLE")]
    PunchHole = 0x02,

    [AbiName("FALLOC_FL_COLLAPSE_RANGE")]
    CollapseRange = 0x08,

    [AbiName("FALLOC_FL_ZERO_RANGE")]
    ZeroRange = 0x10,

    [AbiName("FALLOC_FL_INSERT_RANGE")]
    InsertRange = 0x20,

    [AbiName("FALLOC_FL_UNSHARE_RANGE")]
    UnshareRange = 0x40,
}
