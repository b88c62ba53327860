using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>Fills the structures of <c>stat(2)</c> and <c>statx(2)</c> from an inode. The same inode always gives the same bytes.</summary>
public static class InodeStatus
{
    /// <summary>Bytes that it is good to read at once: a page.</summary>
    private const int BlockSize = 4096;

    /// <summary>Bytes of the unit that blocks are counted in.</summary>
    private const int BlockUnit = 512;

    /// <summary>Fills struct stat.</summary>
    public static void Fill(Inode inode, out Stat stat)
    {
        Timespec time = new() { Seconds = inode.Modified };
        stat = new Stat
        {
            Device = inode.FileSystem.Device.Encoded,
            Inode = inode.Number,
            LinkCount = inode.LinkCount,
            Mode = inode.Mode,
            UserId = inode.UserId,
            GroupId = inode.GroupId,
            RepresentedDevice = inode.RepresentedDevice.Encoded,
            Size = inode.Size,
            BlockSize = BlockSize,
            Blocks = BlocksOf(inode),
            Accessed = time,
            Modified = time,
            Changed = time,
        };
    }

    /// <summary>Fills struct statx: the basic fields and the id of the mount, whatever was asked for.</summary>
    public static void Fill(Inode inode, out Statx statx)
    {
        StatxTimestamp time = new() { Seconds = inode.Modified };
        statx = new Statx
        {
            Mask = StatxMask.BasicStats | StatxMask.MntId,
            BlockSize = BlockSize,
            Attributes = IsMountRoot(inode) ? StatxAttributes.MountRoot : StatxAttributes.None,
            AttributesMask = StatxAttributes.MountRoot,
            LinkCount = inode.LinkCount,
            UserId = inode.UserId,
            GroupId = inode.GroupId,
            Mode = (ushort)inode.Mode,
            Inode = inode.Number,
            Size = (ulong)inode.Size,
            Blocks = (ulong)BlocksOf(inode),
            Accessed = time,
            Changed = time,
            Modified = time,
            RepresentedMajor = inode.RepresentedDevice.Major,
            RepresentedMinor = inode.RepresentedDevice.Minor,
            DeviceMajor = inode.FileSystem.Device.Major,
            DeviceMinor = inode.FileSystem.Device.Minor,
            MountId = inode.FileSystem.MountId,
        };
    }

    /// <summary>struct statfs of a file system that takes whatever memory there is (tmpfs without a size in Linux).</summary>
    public static FileSystemStatistics StatisticsOf(FileSystem fileSystem) => new()
    {
        Type = fileSystem.Magic,
        BlockSize = BlockSize,
        FragmentSize = BlockSize,
        Id = fileSystem.Device.Encoded,
        NameLength = PathLimits.NameMax,
        Flags = MountFlags.Valid | MountFlags.RelAtime | (fileSystem.IsReadOnly ? MountFlags.RdOnly : MountFlags.None),
    };

    /// <summary>Whole pages for a regular file, as tmpfs has it; other types take no blocks.</summary>
    private static long BlocksOf(Inode inode) =>
        inode.Type == FileMode.IfReg ? (inode.Size + BlockSize - 1) / BlockSize * (BlockSize / BlockUnit) : 0;

    /// <summary>Whether it is the root of its file system, mounted or the root of everything.</summary>
    private static bool IsMountRoot(Inode inode) =>
        inode.AsDirectory is { } directory && (directory.IsMounted || directory.Parent == directory);
}
