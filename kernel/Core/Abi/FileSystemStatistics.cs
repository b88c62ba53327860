using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct statfs of <c>statfs(2)</c> (<c>asm-generic/statfs.h</c>): 120 bytes, the last 32 unused.</summary>
[StructLayout(LayoutKind.Sequential, Size = StructureSize)]
public struct FileSystemStatistics
{
    /// <summary>Bytes of the structure.</summary>
    public const int StructureSize = 120;

    /// <summary>f_type.</summary>
    public FileSystemMagic Type;

    /// <summary>f_bsize: bytes that it is good to transfer at once.</summary>
    public long BlockSize;

    /// <summary>f_blocks, in units of <see cref="FragmentSize"/>; 0 for a file system without limits of its own.</summary>
    public ulong Blocks;

    /// <summary>f_bfree.</summary>
    public ulong FreeBlocks;

    /// <summary>f_bavail: free for others than the superuser.</summary>
    public ulong AvailableBlocks;

    /// <summary>f_files: inodes.</summary>
    public ulong Files;

    /// <summary>f_ffree.</summary>
    public ulong FreeFiles;

    /// <summary>f_fsid: here the number of the file system, as in st_dev.</summary>
    public ulong Id;

    /// <summary>f_namelen: bytes of the longest name.</summary>
    public long NameLength;

    /// <summary>f_frsize: bytes of a block.</summary>
    public long FragmentSize;

    /// <summary>f_flags.</summary>
    public MountFlags Flags;
}
