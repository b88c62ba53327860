using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct stat of <c>stat(2)</c> as x86-64 has it (<c>asm/stat.h</c>): 144 bytes, the last 24 unused.</summary>
[StructLayout(LayoutKind.Sequential, Size = StructureSize)]
public struct Stat
{
    /// <summary>Bytes of the structure.</summary>
    public const int StructureSize = 144;

    /// <summary>st_dev: the file system.</summary>
    public ulong Device;

    /// <summary>st_ino.</summary>
    public ulong Inode;

    /// <summary>st_nlink. Before the mode, unlike on most other machines.</summary>
    public ulong LinkCount;

    /// <summary>st_mode.</summary>
    public FileMode Mode;

    /// <summary>st_uid.</summary>
    public uint UserId;

    /// <summary>st_gid.</summary>
    public uint GroupId;

    /// <summary>Zero.</summary>
    public uint Padding;

    /// <summary>st_rdev: which device this is.</summary>
    public ulong RepresentedDevice;

    /// <summary>st_size, in bytes.</summary>
    public long Size;

    /// <summary>st_blksize: bytes that it is good to read at once.</summary>
    public long BlockSize;

    /// <summary>st_blocks, in units of 512 bytes.</summary>
    public long Blocks;

    /// <summary>st_atim.</summary>
    public Timespec Accessed;

    /// <summary>st_mtim.</summary>
    public Timespec Modified;

    /// <summary>st_ctim.</summary>
    public Timespec Changed;
}
