using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of the calls whose name ends in "at": <c>openat(2)</c>, <c>stat(2)</c>, <c>statx(2)</c>, <c>linux/fcntl.h</c>.</summary>
[Flags]
[AbiPrefix("AT_")]
public enum AtFlags
{
    None = 0,

    /// <summary>A symbolic link as the last name is meant itself.</summary>
    [AbiName("AT_SYMLINK_NOFOLLOW")]
    SymlinkNoFollow = 0x100,

    /// <summary>faccessat2: with the effective ids. unlinkat gives the same bit to AT_REMOVEDIR.</summary>
    EAccess = 0x200,

    /// <summary>linkat: follow a symbolic link.</summary>
    [AbiName("AT_SYMLINK_FOLLOW")]
    SymlinkFollow = 0x400,

    /// <summary>Mount nothing on the way; always so here.</summary>
    [AbiName("AT_NO_AUTOMOUNT")]
    NoAutomount = 0x800,

    /// <summary>An empty path means the descriptor itself.</summary>
    [AbiName("AT_EMPTY_PATH")]
    EmptyPath = 0x1000,

    /// <summary>statx: attributes as the file system last knew them.</summary>
    [AbiName("AT_STATX_FORCE_SYNC")]
    StatxForceSync = 0x2000,

    /// <summary>statx: attributes without asking a server.</summary>
    [AbiName("AT_STATX_DONT_SYNC")]
    StatxDontSync = 0x4000,

    /// <summary>statx: the field of the two; both at once are invalid.</summary>
    [AbiField]
    [AbiName("AT_STATX_SYNC_TYPE")]
    StatxSyncType = 0x6000,
}
