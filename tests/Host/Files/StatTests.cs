using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>What programs learn about a file without opening it.</summary>
public sealed class StatTests
{
    private readonly TestTree _tree = new TestTree()
        .Directory("/d").Directory("/d/e").File("/f", "0123456789", FileMode.IrUgo | FileMode.IwUsr, owner: 3, group: 4).Link("/lf", "f")
        .Link("/dangling", "missing").Special("/disk", FileMode.IfBlk, 259, 0x12345).File("/run", "", FileMode.IxOth, owner: 3);

    [Fact]
    public void StructuresHaveTheLayoutOfLinux()
    {
        Assert.Equal(144, Unsafe.SizeOf<Stat>());
        Assert.Equal(16, Offset<Stat>(nameof(Stat.LinkCount)));
        Assert.Equal(24, Offset<Stat>(nameof(Stat.Mode)));
        Assert.Equal(40, Offset<Stat>(nameof(Stat.RepresentedDevice)));
        Assert.Equal(48, Offset<Stat>(nameof(Stat.Size)));
        Assert.Equal(64, Offset<Stat>(nameof(Stat.Blocks)));
        Assert.Equal(72, Offset<Stat>(nameof(Stat.Accessed)));
        Assert.Equal(104, Offset<Stat>(nameof(Stat.Changed)));
        Assert.Equal(256, Unsafe.SizeOf<Statx>());
        Assert.Equal(8, Offset<Statx>(nameof(Statx.Attributes)));
        Assert.Equal(28, Offset<Statx>(nameof(Statx.Mode)));
        Assert.Equal(32, Offset<Statx>(nameof(Statx.Inode)));
        Assert.Equal(56, Offset<Statx>(nameof(Statx.AttributesMask)));
        Assert.Equal(64, Offset<Statx>(nameof(Statx.Accessed)));
        Assert.Equal(96, Offset<Statx>(nameof(Statx.Changed)));
        Assert.Equal(112, Offset<Statx>(nameof(Statx.Modified)));
        Assert.Equal(128, Offset<Statx>(nameof(Statx.RepresentedMajor)));
        Assert.Equal(144, Offset<Statx>(nameof(Statx.MountId)));
    }

    [Fact]
    public void StatErrors()
    {
        int f = _tree.Open("f");
        Assert.Equal(Errno.EINVAL, StatOf("f", (AtFlags)1));
        Assert.Equal(Errno.EINVAL, StatOf("f", AtFlags.EAccess));
        Assert.Equal(Errno.ENOENT, StatOf("dangling", AtFlags.None));
        Assert.Equal(Errno.None, StatOf("dangling", AtFlags.SymlinkNoFollow));
        Assert.Equal(Errno.ENOENT, StatOf("dangling/", AtFlags.SymlinkNoFollow));
        Assert.Equal(Errno.None, StatOf("f", AtFlags.StatxSyncType));
        Assert.Equal(Errno.ENOENT, StatOf("", AtFlags.None, f));
        Assert.Equal(Errno.None, StatOf("", AtFlags.EmptyPath, f));
        Assert.Equal(Errno.ENOTDIR, StatOf("x", AtFlags.EmptyPath, f));
        Assert.Equal(Errno.EBADF, StatOf("", AtFlags.EmptyPath, 99));
        Assert.Equal(Errno.None, StatOf("", AtFlags.EmptyPath));
        Assert.Equal(Errno.EINVAL, StatxOf("f", AtFlags.StatxSyncType, StatxMask.BasicStats));
        Assert.Equal(Errno.EINVAL, StatxOf("f", AtFlags.None, StatxMask.Reserved));
        Assert.Equal(Errno.ENOENT, StatxOf("missing", AtFlags.None, StatxMask.None));
    }

    [Fact]
    public void AFileIsDescribed()
    {
        Assert.Equal(Errno.None, PathCalls.Stat(_tree.Context, PathLimits.AtFdCwd, "lf"u8, AtFlags.None, out Stat stat));

        Assert.Equal(2UL, stat.Device);
        Assert.Equal(_tree.Find("f").Number, stat.Inode);
        Assert.Equal(1UL, stat.LinkCount);
        Assert.Equal(0x8000u | 0b110_100_100, (uint)stat.Mode);
        Assert.Equal((3u, 4u), (stat.UserId, stat.GroupId));
        Assert.Equal((10L, 4096L, 8L), (stat.Size, stat.BlockSize, stat.Blocks));
        Assert.Equal((1234L, 1234L, 1234L), (stat.Accessed.Seconds, stat.Modified.Seconds, stat.Changed.Seconds));
    }

    [Fact]
    public void DirectoriesLinksAndDevicesAreDescribed()
    {
        PathCalls.Stat(_tree.Context, PathLimits.AtFdCwd, "d"u8, AtFlags.None, out Stat directory);
        PathCalls.Stat(_tree.Context, PathLimits.AtFdCwd, "lf"u8, AtFlags.SymlinkNoFollow, out Stat link);
        PathCalls.Stat(_tree.Context, PathLimits.AtFdCwd, "disk"u8, AtFlags.None, out Stat disk);

        Assert.Equal((3UL, 60L, 0L), (directory.LinkCount, directory.Size, directory.Blocks));
        Assert.Equal((0xA1FFu, 1L), ((uint)link.Mode, link.Size));
        Assert.Equal(0x12310345UL, disk.RepresentedDevice);
    }

    [Fact]
    public void StatxSaysTheSame()
    {
        Assert.Equal(Errno.None, PathCalls.Statx(_tree.Context, PathLimits.AtFdCwd, "disk"u8, AtFlags.None, 0, out Statx disk));
        PathCalls.Statx(_tree.Context, PathLimits.AtFdCwd, "/"u8, AtFlags.None, 0, out Statx root);
        PathCalls.Statx(_tree.Context, PathLimits.AtFdCwd, "f"u8, AtFlags.None, 0, out Statx file);

        Assert.Equal((259u, 0x12345u), (disk.RepresentedMajor, disk.RepresentedMinor));
        Assert.Equal(StatxAttributes.MountRoot, root.Attributes);
        Assert.Equal(StatxAttributes.None, file.Attributes);
        Assert.Equal((10UL, 8UL, 2u, 1234L), (file.Size, file.Blocks, file.DeviceMinor, file.Modified.Seconds));
        Assert.Equal(StatxMask.BasicStats | StatxMask.MntId, file.Mask);
    }

    [Fact]
    public void Access()
    {
        Assert.Equal(Errno.EINVAL, AccessOf("f", (AccessMode)8));
        Assert.Equal(Errno.EINVAL, AccessOf("f", AccessMode.Exists, (AtFlags)1));
        Assert.Equal(Errno.ENOENT, AccessOf("missing", AccessMode.Exists));
        Assert.Equal(Errno.EROFS, AccessOf("f", AccessMode.Write));
        Assert.Equal(Errno.EROFS, AccessOf("d", AccessMode.Write));
        Assert.Equal(Errno.None, AccessOf("disk", AccessMode.Write));
        Assert.Equal(Errno.EACCES, AccessOf("f", AccessMode.Execute));
        Assert.Equal(Errno.None, AccessOf("run", AccessMode.Execute | AccessMode.Read));
        Assert.Equal(Errno.None, AccessOf("dangling", AccessMode.Read, AtFlags.SymlinkNoFollow));

        _tree.Context.RealCredentials = new Credentials(3, 0);
        Assert.Equal(Errno.EACCES, AccessOf("run", AccessMode.Execute));
        Assert.Equal(Errno.None, AccessOf("run", AccessMode.Execute, AtFlags.EAccess));
        Assert.Equal(default, _tree.Context.Credentials);
    }

    [Fact]
    public void ReadLink()
    {
        Assert.Equal(Errno.EINVAL, ReadLinkOf("lf", 0).Error);
        Assert.Equal(Errno.EINVAL, ReadLinkOf("f", 9).Error);
        Assert.Equal(Errno.ENOTDIR, ReadLinkOf("lf/", 9).Error);
        Assert.Equal(Errno.ENOENT, ReadLinkOf("", 9).Error);
        Assert.Equal(Errno.ENOENT, ReadLinkOf("missing", 9).Error);
        Assert.Equal(1, ReadLinkOf("lf", 9).Raw);
        Assert.Equal(3, ReadLinkOf("dangling", 3).Raw);
        Assert.Equal(1, ReadLinkOf("", 9, _tree.Open("lf", OpenFlags.Path | OpenFlags.NoFollow)).Raw);
        Assert.Equal(Errno.ENOENT, ReadLinkOf("", 9, _tree.Open("f")).Error);
    }

    private static int Offset<T>(string field) => (int)Marshal.OffsetOf<T>(field);

    private Errno StatOf(string path, AtFlags flags, int descriptor = PathLimits.AtFdCwd) =>
        PathCalls.Stat(_tree.Context, descriptor, TestTree.Bytes(path), flags, out _);

    private Errno StatxOf(string path, AtFlags flags, StatxMask mask) =>
        PathCalls.Statx(_tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(path), flags, mask, out _);

    private Errno AccessOf(string path, AccessMode mode, AtFlags flags = AtFlags.None) =>
        PathCalls.Access(_tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(path), mode, flags);

    private IoResult ReadLinkOf(string path, int size, int descriptor = PathLimits.AtFdCwd) =>
        PathCalls.ReadLink(_tree.Context, descriptor, TestTree.Bytes(path), new byte[size]);
}
