using System;

namespace Lodestar.Core.Abi;

/// <summary>stx_attributes of <c>statx(2)</c>.</summary>
[Flags]
[AbiPrefix("STATX_ATTR_")]
public enum StatxAttributes : ulong
{
    None = 0,

    /// <summary>The root of a mounted file system.</summary>
    [AbiName("STATX_ATTR_MOUNT_ROOT")]
    MountRoot = 0x2000,
}
