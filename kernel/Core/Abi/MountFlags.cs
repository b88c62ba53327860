using System;

namespace Lodestar.Core.Abi;

/// <summary>How a file system is mounted, in <c>statfs(2)</c> (<c>linux/statfs.h</c>).</summary>
[Flags]
[AbiPrefix("ST_")]
public enum MountFlags : ulong
{
    None = 0,
    RdOnly = 0x0001,

    /// <summary>The field means something: set since Linux 2.6.36.</summary>
    Valid = 0x0020,
    RelAtime = 0x1000,
}
