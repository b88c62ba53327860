using System;

namespace Lodestar.Core.Abi;

/// <summary>How <c>umount2(2)</c> works (<c>linux/fs.h</c>).</summary>
[Flags]
[AbiPrefix("MNT_")]
public enum UnmountFlags : uint
{
    None = 0,

    /// <summary>Aborts what is under way; there is nothing of the kind.</summary>
    Force = 1,

    /// <summary>Takes the mount out of the tree though it is in use.</summary>
    Detach = 2,

    /// <summary>Only if nobody has used it since it was last asked for.</summary>
    Expire = 4,

    /// <summary>A symbolic link is not followed.</summary>
    [AbiName("UMOUNT_NOFOLLOW")]
    NoFollow = 8,
}
