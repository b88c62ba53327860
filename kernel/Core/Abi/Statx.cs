using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct statx of <c>statx(2)</c> (<c>linux/stat.h</c>): 256 bytes; what follows the last field here is zero.</summary>
[StructLayout(LayoutKind.Sequential, Size = StructureSize)]
public struct Statx
{
    /// <summary>Bytes of the structure.</summary>
    public const int StructureSize = 256;

    /// <summary>stx_mask: the fields that are filled.</summary>
    public StatxMask Mask;

    /// <summary>stx_blksize: bytes that it is good to read at once.</summary>
    public uint BlockSize;

    /// <summary>stx_attributes.</summary>
    public StatxAttributes Attributes;

    /// <summary>stx_nlink.</summary>
    public uint LinkCount;

    /// <summary>stx_uid.</summary>
    public uint UserId;

    /// <summary>stx_gid.</summary>
    public uint GroupId;

    /// <summary>stx_mode: the low 16 bits of a <see cref="FileMode"/>.</summary>
    public ushort Mode;

    /// <summary>Zero.</summary>
    public ushort Padding;

    /// <summary>stx_ino.</summary>
    public ulong Inode;

    /// <summary>stx_size, in bytes.</summary>
    public ulong Size;

    /// <summary>stx_blocks, in units of 512 bytes.</summary>
    public ulong Blocks;

    /// <summary>stx_attributes_mask: the attributes that mean something here.</summary>
    public StatxAttributes AttributesMask;

    /// <summary>stx_atime.</summary>
    public StatxTimestamp Accessed;

    /// <summary>stx_btime.</summary>
    public StatxTimestamp Born;

    /// <summary>stx_ctime.</summary>
    public StatxTimestamp Changed;

    /// <summary>stx_mtime.</summary>
    public StatxTimestamp Modified;

    /// <summary>stx_rdev_major.</summary>
    public uint RepresentedMajor;

    /// <summary>stx_rdev_minor.</summary>
    public uint RepresentedMinor;

    /// <summary>stx_dev_major.</summary>
    public uint DeviceMajor;

    /// <summary>stx_dev_minor.</summary>
    public uint DeviceMinor;

    /// <summary>stx_mnt_id.</summary>
    public ulong MountId;
}
