using System;

namespace Lodestar.Core.Abi;

/// <summary>How a file system is mounted, in <c>statfs(2)</c> (<c>linux/statfs.h</c>).</summary>
[Flags]
[AbiPrefix("ST_")]
public enum MountFlags : ulong
{
    None = 0,
    RdOnly = 0x0001,
    NoSuid = 0x0002,
    NoDev = 0x0004,
    NoExec = 0x0008,

    /// <summary>The field means something: set since Linux 2.6.36.</summary>
    Valid = 0x0020,
    NoAtime = 0x0400,
    NoDirAtime = 0x0800,
    RelAtime = 0x1000,
    NoSymFollow = 0x2000,
}
