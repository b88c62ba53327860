using System;

namespace Lodestar.Core.Abi;

/// <summary>Type and permissions of an inode, st_mode: <c>inode(7)</c>, <c>linux/stat.h</c>.</summary>
[Flags]
[AbiPrefix("S_")]
public enum FileMode : uint
{
    None = 0,

    /// <summary>The field of the type (0170000).</summary>
    [AbiField]
    IfMt = 0xF000,

    /// <summary>Socket (0140000).</summary>
    IfSock = 0xC000,

    /// <summary>Symbolic link (0120000).</summary>
    IfLnk = 0xA000,

    /// <summary>Regular file (0100000).</summary>
    IfReg = 0x8000,

    /// <summary>Block device (0060000).</summary>
    IfBlk = 0x6000,

    /// <summary>Directory (0040000).</summary>
    IfDir = 0x4000,

    /// <summary>Character device (0020000).</summary>
    IfChr = 0x2000,

    /// <summary>Named pipe (0010000).</summary>
    IfIfo = 0x1000,

    /// <summary>Set user id on execve (04000).</summary>
    IsUid = 1 << 11,

    /// <summary>Set group id on execve (02000).</summary>
    IsGid = 1 << 10,

    /// <summary>Sticky (01000).</summary>
    IsVtx = 1 << 9,

    /// <summary>The owner reads.</summary>
    IrUsr = 1 << 8,

    /// <summary>The owner writes.</summary>
    IwUsr = 1 << 7,

    /// <summary>The owner executes, or searches a directory.</summary>
    IxUsr = 1 << 6,

    /// <summary>The group reads.</summary>
    IrGrp = 1 << 5,

    /// <summary>The group writes.</summary>
    IwGrp = 1 << 4,

    /// <summary>The group executes or searches.</summary>
    IxGrp = 1 << 3,

    /// <summary>All others read.</summary>
    IrOth = 1 << 2,

    /// <summary>All others write.</summary>
    IwOth = 1 << 1,

    /// <summary>All others execute or search.</summary>
    IxOth = 1 << 0,

    /// <summary>Everybody reads (0444).</summary>
    IrUgo = IrUsr | IrGrp | IrOth,

    /// <summary>Everybody writes (0222).</summary>
    IwUgo = IwUsr | IwGrp | IwOth,

    /// <summary>Everybody executes or searches (0111).</summary>
    IxUgo = IxUsr | IxGrp | IxOth,

    /// <summary>Everybody may everything (0777).</summary>
    IrwxUgo = IrUgo | IwUgo | IxUgo,

    /// <summary>All that chmod can change (07777).</summary>
    IallUgo = IsUid | IsGid | IsVtx | IrwxUgo,
}
