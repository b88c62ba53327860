using System;

namespace Lodestar.Core.Abi;

/// <summary>Which fields of <see cref="Statx"/> are asked for or filled, <c>statx(2)</c>.</summary>
[Flags]
[AbiPrefix("STATX_")]
public enum StatxMask : uint
{
    None = 0,
    Type = 1 << 0,
    Mode = 1 << 1,
    NLink = 1 << 2,
    Uid = 1 << 3,
    Gid = 1 << 4,
    ATime = 1 << 5,
    MTime = 1 << 6,
    CTime = 1 << 7,
    Ino = 1 << 8,
    Size = 1 << 9,
    Blocks = 1 << 10,

    /// <summary>All that struct stat has too.</summary>
    [AbiName("STATX_BASIC_STATS")]
    BasicStats = (1 << 11) - 1,

    /// <summary>The time of birth; not kept here.</summary>
    BTime = 1 << 11,

    /// <summary>The id of the mount.</summary>
    [AbiName("STATX_MNT_ID")]
    MntId = 1 << 12,

    /// <summary>EINVAL for who asks for it.</summary>
    [AbiName("STATX__RESERVED")]
    Reserved = 1u << 31,
}
