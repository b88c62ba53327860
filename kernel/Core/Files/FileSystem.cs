using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>One mounted tree of inodes: what its inodes have in common.</summary>
/// <param name="name">The type as in <c>/proc/filesystems</c>, such as "rootfs".</param>
/// <param name="minor">The minor number of st_dev, from 1; the major one is 0, as for all file systems without a device.</param>
/// <param name="isReadOnly">Whether writing to files, directories and links is EROFS. Devices can be written all the same.</param>
public sealed class FileSystem(string name, uint minor, bool isReadOnly)
{
    private ulong _lastInode;

    public string Name { get; } = name;

    public bool IsReadOnly { get; } = isReadOnly;

    /// <summary>The type as a number, f_type of <c>statfs(2)</c>; in Linux an initramfs is one too.</summary>
    public FileSystemMagic Magic { get; init; } = FileSystemMagic.Tmpfs;

    /// <summary>st_dev.</summary>
    public DeviceNumber Device { get; } = new(0, minor);

    /// <summary>stx_mnt_id: a file system is mounted in one place.</summary>
    public ulong MountId => Device.Minor;

    /// <summary>A number for a new inode. The first is 1, the root; they depend on nothing but the order.</summary>
    public ulong NextInode() => ++_lastInode;
}
