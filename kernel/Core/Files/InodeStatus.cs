using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>Fills the structures of <c>stat(2)</c> and <c>statx(2)</c> from an inode. The same inode always gives the same bytes.</summary>
public static class InodeStatus
{
    /// <summary>Bytes that it is good to read at once: a page.</summary>
    private const int BlockSize = 4096;

    /// <summary>Fills struct stat.</summary>
    public static void Fill(Inode inode, out Stat stat)
    {
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
            Blocks = inode.Blocks,
            Accessed = inode.Accessed,
            Modified = inode.Modified,
            Changed = inode.Changed,
        };
    }

    /// <summary>Fills struct statx: the basic fields and the id of the mount, whatever was asked for.</summary>
    public static void Fill(in Location file, out Statx statx)
    {
        Inode inode = file.Inode;
        statx = new Statx
        {
            Mask = StatxMask.BasicStats | StatxMask.MntId,
            BlockSize = BlockSize,
            Attributes = file.IsMountRoot ? StatxAttributes.MountRoot : StatxAttributes.None,
            AttributesMask = StatxAttributes.MountRoot,
            LinkCount = inode.LinkCount,
            UserId = inode.UserId,
            GroupId = inode.GroupId,
            Mode = (ushort)inode.Mode,
            Inode = inode.Number,
            Size = (ulong)inode.Size,
            Blocks = (ulong)inode.Blocks,
            Accessed = TimestampOf(inode.Accessed),
            Changed = TimestampOf(inode.Changed),
            Modified = TimestampOf(inode.Modified),
            RepresentedMajor = inode.RepresentedDevice.Major,
            RepresentedMinor = inode.RepresentedDevice.Minor,
            DeviceMajor = inode.FileSystem.Device.Major,
            DeviceMinor = inode.FileSystem.Device.Minor,
            MountId = (ulong)file.Mount.Id,
        };
    }

    /// <summary>struct statfs; what has no limits has zeros there, as in Linux.</summary>
    public static FileSystemStatistics StatisticsOf(in Location file)
    {
        FileSystem fileSystem = file.Inode.FileSystem;
        return new FileSystemStatistics
        {
            Type = fileSystem.Magic,
            BlockSize = BlockSize,
            FragmentSize = BlockSize,
            Blocks = (ulong)fileSystem.Storage.PageLimit,
            FreeBlocks = (ulong)fileSystem.Storage.FreePages,
            AvailableBlocks = (ulong)fileSystem.Storage.FreePages,
            Files = (ulong)fileSystem.Storage.InodeLimit,
            FreeFiles = (ulong)fileSystem.Storage.FreeInodes,
            Id = fileSystem.Device.Encoded,
            NameLength = PathLimits.NameMax,
            Flags = MountFlags.Valid | file.Mount.Flags | (file.Mount.IsReadOnly ? MountFlags.RdOnly : MountFlags.None),
        };
    }

    private static StatxTimestamp TimestampOf(in Timespec time) =>
        new() { Seconds = time.Seconds, Nanoseconds = (uint)time.Nanoseconds };
}
