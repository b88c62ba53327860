using System;
using System.Runtime.CompilerServices;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Paths in a program's memory, and which of several errors comes first.</summary>
public sealed class PathArgumentTests
{
    private const string Bad = "bad";

    private readonly TestTree _tree = new TestTree().File("/f").Directory("/d");
    private readonly byte[] _buffer = new byte[PathLimits.PathMax];

    [Fact]
    public void APathEndsWithItsNul()
    {
        Assert.Equal(Errno.None, Of("f\0g").Read(mayBeEmpty: false, out ReadOnlySpan<byte> path));
        Assert.Equal("f"u8.ToArray(), path.ToArray());
        Assert.Equal(Errno.ENOENT, Of("\0").Read(mayBeEmpty: false, out _));
        Assert.Equal(Errno.None, Of("\0").Read(mayBeEmpty: true, out path));
        Assert.Equal(0, path.Length);
    }

    [Fact]
    public void MemoryOrThePathEndsTooLate()
    {
        Assert.Equal(Errno.EFAULT, Of("f").Read(mayBeEmpty: true, out _));
        Assert.Equal(Errno.EFAULT, Of(new string('/', 4095)).Read(mayBeEmpty: true, out _));
        Assert.Equal(Errno.None, Of(new string('/', 4095) + '\0').Read(mayBeEmpty: true, out _));
        Assert.Equal(Errno.ENAMETOOLONG, Of(new string('/', 4096) + '\0').Read(mayBeEmpty: true, out _));
        Assert.Equal(Errno.ENAMETOOLONG, new PathArgument(new byte[4096]).Read(mayBeEmpty: true, out _));
        Assert.Equal(Errno.EFAULT, new PathArgument(new UserString(0), _buffer).Read(mayBeEmpty: true, out _));
        Assert.Equal(Errno.EFAULT, new PathArgument(new UserString(ulong.MaxValue), _buffer).Read(mayBeEmpty: true, out _));
    }

    [Fact]
    public void WrongFlagsComeBeforeABadPath()
    {
        const AtFlags Wrong = (AtFlags)0x10000;
        Assert.Equal(Errno.EINVAL, PathCalls.Open(_tree.Context, 0, Of(Bad), OpenFlags.Creat | OpenFlags.Directory, FileMode.None).Error);
        Assert.Equal(Errno.EINVAL, PathCalls.Stat(_tree.Context, 0, Of(Bad), Wrong, out _));
        Assert.Equal(Errno.EINVAL, PathCalls.Statx(_tree.Context, 0, Of(Bad), AtFlags.None, StatxMask.Reserved, out _));
        Assert.Equal(Errno.EINVAL, PathCalls.Access(_tree.Context, 0, Of(Bad), (AccessMode)8, AtFlags.None));
        Assert.Equal(Errno.EINVAL, PathCalls.ReadLink(_tree.Context, 0, Of(Bad), default).Error);
        Assert.Equal(Errno.EINVAL, PathCalls.ChangeMode(_tree.Context, 0, Of(Bad), FileMode.None, Wrong));
        Assert.Equal(Errno.EINVAL, PathCalls.Truncate(_tree.Context, Of(Bad), -1));
    }

    [Fact]
    public void ABadPathComesBeforeAFullTableAndAWrongDescriptor()
    {
        _tree.Descriptors.Limit = 0;
        Assert.Equal(Errno.EFAULT, PathCalls.Open(_tree.Context, 77, Of(Bad), OpenFlags.RdOnly, FileMode.None).Error);
        Assert.Equal(Errno.ENOENT, PathCalls.Open(_tree.Context, 77, ""u8, OpenFlags.RdOnly, FileMode.None).Error);
        Assert.Equal(Errno.EMFILE, PathCalls.Open(_tree.Context, 77, "missing"u8, OpenFlags.RdOnly, FileMode.None).Error);
    }

    [Theory]
    [InlineData(0, 0, 0, Errno.None)]
    [InlineData(1UL << 40, 0, 0, Errno.EINVAL)]
    [InlineData(0, 1, 0, Errno.EINVAL)]
    [InlineData(0x40, 0x1ff, 0, Errno.None)]
    [InlineData(0x40, 0x1000, 0, Errno.EINVAL)]
    [InlineData(0, 0, 0x40, Errno.EINVAL)]
    [InlineData(0, 0, 0x18, Errno.EINVAL)]
    [InlineData(0, 0, 0x20, Errno.None)]
    [InlineData(0x40, 0, 0x20, Errno.EAGAIN)]
    [InlineData(0x200000, 0, 0, Errno.None)]
    [InlineData(0x200001, 0, 0, Errno.EINVAL)]
    public void OpeningWithAStructureIsStricter(ulong flags, ulong mode, ulong resolve, Errno expected) =>
        Assert.Equal(expected, PathCalls.CheckHow(new OpenHow { Flags = flags, Mode = mode, Resolve = (ResolveFlags)resolve }));

    [Fact]
    public void StructuresHaveTheSizesOfLinux()
    {
        Assert.Equal(16, Unsafe.SizeOf<IoVector>());
        Assert.Equal(24, Unsafe.SizeOf<OpenHow>());
        Assert.Equal(120, Unsafe.SizeOf<FileSystemStatistics>());
        Assert.Equal(36, Unsafe.SizeOf<Termios>());
        Assert.Equal(8, Unsafe.SizeOf<WindowSize>());
        Assert.Equal(8, Unsafe.SizeOf<PollDescriptor>());
    }

    [Fact]
    public void AFileSystemHasStatistics()
    {
        FileSystemStatistics statistics = InodeStatus.StatisticsOf(_tree.FindPlace("/"));
        Assert.Equal((FileSystemMagic.Tmpfs, 4096L, 255L), (statistics.Type, statistics.BlockSize, statistics.NameLength));
        Assert.Equal(MountFlags.RdOnly | MountFlags.Valid | MountFlags.RelAtime, statistics.Flags);
    }

    /// <summary>A path with nothing mapped behind it.</summary>
    private PathArgument Of(string text)
    {
        UserMemory.Map(Encoding.ASCII.GetBytes(text));
        return new PathArgument(new UserString(UserMemory.Start), _buffer);
    }
}
