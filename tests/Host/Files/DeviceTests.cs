using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Terminals;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>The character devices in a mounted /dev. What Linux answers was tried on Linux.</summary>
public sealed class DeviceTests
{
    private readonly TestTree _tree = new TestTree().Directory("/dev");

    public DeviceTests()
    {
        DirectoryInode root = DeviceTree.Create(new FileSystem("devtmpfs", 6, isReadOnly: true), _tree.Devices);
        _tree.Mount("/dev", root);
    }

    [Fact]
    public void NodesHaveTheNumbersOfLinux()
    {
        Dictionary<string, (uint, uint)> expected = new()
        {
            ["null"] = (1, 3),
            ["zero"] = (1, 5),
            ["full"] = (1, 7),
            ["random"] = (1, 8),
            ["urandom"] = (1, 9),
            ["tty"] = (5, 0),
            ["console"] = (5, 1),
        };
        foreach ((string name, (uint major, uint minor)) in expected)
        {
            Inode node = _tree.Find("/dev/" + name);
            Assert.Equal(new DeviceNumber(major, minor), node.RepresentedDevice);
            Assert.Equal(FileMode.IfChr | (name == "console" ? (FileMode)0b110_000_000 : (FileMode)0b110_110_110), node.Mode);
            Assert.Equal(1u, node.LinkCount);
        }
    }

    [Fact]
    public void NamesInDevCannotBeMadeButDevicesCanBeWritten()
    {
        Assert.Equal(Errno.EROFS, _tree.TryOpen("/dev/new", OpenFlags.Creat | OpenFlags.WrOnly).Error);
        Assert.False(_tree.TryOpen("/dev/null", OpenFlags.Creat | OpenFlags.WrOnly | OpenFlags.Trunc).IsError);
        Assert.Equal(Errno.ENOTDIR, _tree.TryOpen("/dev/null/x").Error);
        _tree.Context.Credentials = new Credentials(1, 1);
        Assert.Equal(Errno.EACCES, _tree.TryOpen("/dev/console", OpenFlags.RdWr).Error);
    }

    [Theory]
    [InlineData("null", 0, 3, 0)]
    [InlineData("zero", 3, 3, 0)]
    [InlineData("full", 3, -(int)Errno.ENOSPC, -(int)Errno.ENOSPC)]
    [InlineData("random", 3, 3, 0)]
    [InlineData("urandom", 3, 3, 0)]
    public void ReadsWritesAndSeeks(string name, long read, long written, long writtenOfNothing)
    {
        OpenFile file = _tree.OpenFile("/dev/" + name, OpenFlags.RdWr);

        Assert.Equal(read, file.Read(new byte[3]).Raw);
        Assert.Equal(read, file.ReadAt(100, new byte[3]).Raw);
        Assert.Equal(written, file.Write(new byte[3]).Raw);
        Assert.Equal(written, file.WriteAt(100, new byte[3]).Raw);
        Assert.Equal(writtenOfNothing, file.Write(default).Raw);
        Assert.Equal(0, file.Seek(5, SeekWhence.Cur).Raw);
        Assert.Equal(0, file.Seek(-1, SeekWhence.Set).Raw);
        Assert.Equal(Errno.EINVAL, file.Seek(0, (SeekWhence)5).Error);
        Assert.Equal(Errno.EINVAL, file.ReadAt(-1, new byte[3]).Error);
        Assert.Equal(Errno.EINVAL, file.SetStatusFlags(OpenFlags.Direct));
        Assert.Equal(Errno.ENOTDIR, file.ReadDirectory(new byte[99]).Error);
    }

    [Fact]
    public void TheAccessModeCounts()
    {
        Assert.Equal(Errno.EBADF, _tree.OpenFile("/dev/zero", OpenFlags.WrOnly).Read(new byte[1]).Error);
        Assert.Equal(Errno.EBADF, _tree.OpenFile("/dev/zero").Write(new byte[1]).Error);
        OpenFile neither = _tree.OpenFile("/dev/zero", OpenFlags.AccMode);
        Assert.Equal(Errno.EBADF, neither.Read(new byte[1]).Error);
        Assert.Equal(Errno.EBADF, neither.Write(new byte[1]).Error);
    }

    [Fact]
    public void ZerosAndRandomBytesFillTheBuffer()
    {
        byte[] buffer = [9, 9, 9];
        _tree.OpenFile("/dev/zero").Read(buffer);
        Assert.Equal(new byte[3], buffer);
        _tree.OpenFile("/dev/urandom").Read(buffer);
        Assert.Equal([1, 2, 3], buffer);
        _tree.OpenFile("/dev/random", OpenFlags.WrOnly).Write("seed"u8);
        Assert.Equal("seed"u8.ToArray(), _tree.Random.Mixed);
    }

    [Fact]
    public void TheConsoleHasNoPositions()
    {
        OpenFile file = _tree.OpenFile("/dev/console", OpenFlags.RdWr);
        _tree.Console.Type("ab\u0004"u8);
        _tree.Console.TakeSent();
        byte[] buffer = new byte[9];

        Assert.Equal(2, file.Read(buffer).Raw);
        Assert.Equal(5, file.Write("hello"u8).Raw);
        Assert.Equal("hello"u8, _tree.Console.TakeSent());
        Assert.Equal(Errno.ESPIPE, file.Seek(0, SeekWhence.Cur).Error);
        Assert.Equal(Errno.ESPIPE, file.ReadAt(0, buffer).Error);
        Assert.Equal(Errno.ESPIPE, file.WriteAt(0, buffer).Error);
        Assert.Same(_tree.Console, ((TerminalFile)file).Terminal);
        Assert.Equal(Errno.None, file.SetStatusFlags(OpenFlags.NonBlock));
        Assert.Equal(Errno.EAGAIN, file.Read(buffer).Error);
    }

    [Fact]
    public void WithoutAControllingTerminalThereIsNoTty() => Assert.Equal(Errno.ENXIO, _tree.TryOpen("/dev/tty").Error);

    [Fact]
    public void DevicesAreNumberedOnce() =>
        Assert.Throws<System.InvalidOperationException>(() => _tree.Devices.Add(new NullDevice()));
}
