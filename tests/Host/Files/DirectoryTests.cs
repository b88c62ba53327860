using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Listing directories, the current directory, and calls that would change a directory.</summary>
public sealed class DirectoryTests
{
    private readonly TestTree _tree = new TestTree()
        .Directory("/d").File("/d/a").Directory("/d/bb").Link("/d/ccccc", "x").Special("/d/null", FileMode.IfChr, 1, 3).File("/f");

    [Fact]
    public void ReadingADirectoryAsAFileFails()
    {
        OpenFile directory = _tree.OpenFile("d");

        Assert.Equal(Errno.EISDIR, directory.Read(new byte[1]).Error);
        Assert.Equal(Errno.EISDIR, directory.Read(default).Error);
        Assert.Equal(Errno.EISDIR, directory.ReadAt(0, new byte[1]).Error);
        Assert.Equal(Errno.EBADF, directory.Write(new byte[1]).Error);
        Assert.Equal(Errno.EINVAL, directory.ReadDirectory(new byte[23]).Error);
        Assert.Equal(Errno.EINVAL, directory.Seek(-1, SeekWhence.Set).Error);
        Assert.Equal(Errno.EINVAL, directory.Seek(0, SeekWhence.End).Error);
        Assert.Equal(Errno.EINVAL, directory.Seek(0, SeekWhence.Hole).Error);
    }

    [Fact]
    public void RecordsHaveTheLayoutOfLinux()
    {
        byte[] buffer = new byte[1000];
        buffer.AsSpan().Fill(0xAA);
        int length = (int)_tree.OpenFile("d").ReadDirectory(buffer).Raw;

        List<string> found = [];
        for (int at = 0; at < length;)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + 16));
            Assert.Equal(0, size % 8);
            string name = Encoding.ASCII.GetString(buffer, at + 19, size - 19).TrimEnd('\0');
            Assert.True(size - 19 > name.Length && size - 19 - name.Length <= 8);
            found.Add($"{name} {BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(at))} "
                + $"{BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(at + 8))} {buffer[at + 18]}");
            at += size;
        }

        ulong inode = _tree.Find("d").Number;
        Assert.Equal(
            [$". {inode} 1 4", $".. 1 2 4", $"a {inode + 1} 3 8", $"bb {inode + 2} 4 4", $"ccccc {inode + 3} 5 10", $"null {inode + 4} 6 2"],
            found);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(47)]
    [InlineData(64)]
    public void SmallBuffersListEverythingOnce(int size)
    {
        OpenFile directory = _tree.OpenFile("d");
        Assert.Equal([".", "..", "a", "bb", "ccccc", "null"], List(directory, size));
        Assert.Empty(List(directory, size));
        Assert.Equal(2, directory.Seek(2, SeekWhence.Set).Raw);
        Assert.Equal(["a", "bb", "ccccc", "null"], List(directory, size));
        directory.Seek(int.MaxValue * 4L, SeekWhence.Set);
        Assert.Empty(List(directory, size));
    }

    [Fact]
    public void AnEmptyBufferAtTheEndIsTheEnd()
    {
        OpenFile directory = _tree.OpenFile("d");
        List(directory, 1000);
        Assert.Equal(0, directory.ReadDirectory(default).Raw);
    }

    [Fact]
    public void ManyNamesAreFoundAndListedInTheirOrder()
    {
        _tree.Directory("/many");
        string[] names = [.. Enumerable.Range(0, 1000).Select(static i => $"n{i * 7919 % 1000}")];
        foreach (string name in names)
        {
            _tree.File("/many/" + name);
        }

        TreeDirectory many = (TreeDirectory)_tree.Find("/many");
        Assert.All(names, name => Assert.NotNull(many.Lookup(TestTree.Bytes(name))));
        many.Remove("n0"u8);
        many.Remove("n500"u8);
        Assert.Null(many.Lookup("n500"u8));
        Assert.Equal([".", "..", .. names.Where(static name => name is not ("n0" or "n500"))], List(_tree.OpenFile("/many"), 500));
        Assert.Throws<InvalidOperationException>(() => many.Add("n1"u8, _tree.Find("/f")));
        Assert.Throws<InvalidOperationException>(() => many.Remove("n500"u8));
    }

    [Fact]
    public void TheCurrentDirectoryHasAPath()
    {
        Assert.Equal("/", _tree.CurrentDirectory());
        Assert.Equal(Errno.ENOTDIR, PathCalls.ChangeDirectory(_tree.Context, "f"u8));
        Assert.Equal(Errno.ENOENT, PathCalls.ChangeDirectory(_tree.Context, ""u8));
        Assert.Equal(Errno.EBADF, PathCalls.ChangeDirectory(_tree.Context, 9));
        Assert.Equal(Errno.ENOTDIR, PathCalls.ChangeDirectory(_tree.Context, _tree.Open("f", OpenFlags.Path)));
        Assert.Equal(Errno.None, PathCalls.ChangeDirectory(_tree.Context, "d/bb"u8));
        Assert.Equal("/d/bb", _tree.CurrentDirectory());
        Assert.Equal(Errno.ERANGE, PathCalls.GetCurrentDirectory(_tree.Context, new byte[5]).Error);
        Assert.Equal(Errno.ERANGE, PathCalls.GetCurrentDirectory(_tree.Context, default).Error);
        Assert.Equal(6, PathCalls.GetCurrentDirectory(_tree.Context, new byte[6]).Raw);
        Assert.Equal(Errno.None, PathCalls.ChangeDirectory(_tree.Context, _tree.Open("..", OpenFlags.Path)));
        Assert.Equal("/d", _tree.CurrentDirectory());
        _tree.Context.Root = _tree.FindPlace("bb");
        Assert.Equal("(unreachable)/d", _tree.CurrentDirectory());
    }

    [Fact]
    public void ADirectoryThatCannotBeSearchedIsNotEntered()
    {
        _tree.Directory("/closed", FileMode.IrUgo);
        _tree.Context.Credentials = new Credentials(1, 1);
        Assert.Equal(Errno.EACCES, PathCalls.ChangeDirectory(_tree.Context, "closed"u8));
        Assert.Equal("/", _tree.CurrentDirectory());
    }

    [Theory]
    [InlineData("f", true, Errno.EEXIST)]
    [InlineData(".", true, Errno.EEXIST)]
    [InlineData("..", true, Errno.EEXIST)]
    [InlineData("/", true, Errno.EEXIST)]
    [InlineData("d/", true, Errno.EEXIST)]
    [InlineData("missing/x", true, Errno.ENOENT)]
    [InlineData("f/x", true, Errno.ENOTDIR)]
    [InlineData("", true, Errno.ENOENT)]
    [InlineData("new/", true, Errno.EROFS)]
    [InlineData("new/", false, Errno.ENOENT)]
    [InlineData("new", false, Errno.EROFS)]
    [InlineData("d/ccccc", false, Errno.EEXIST)]
    public void NothingIsCreated(string path, bool isDirectory, Errno expected) =>
        Assert.Equal(
            expected,
            isDirectory
                ? PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(path), FileMode.IrwxUgo)
                : PathCalls.MakeNode(_tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(path), FileMode.IfIfo, default));

    [Fact]
    public void NothingIsRemovedOrChanged()
    {
        Assert.Equal(Errno.EISDIR, PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, "."u8));
        Assert.Equal(Errno.EROFS, PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, "f"u8));
        Assert.Equal(Errno.ENOENT, PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, "x/f"u8));
        Assert.Equal(Errno.EINVAL, PathCalls.RemoveDirectory(_tree.Context, PathLimits.AtFdCwd, "."u8));
        Assert.Equal(Errno.ENOTEMPTY, PathCalls.RemoveDirectory(_tree.Context, PathLimits.AtFdCwd, "d/.."u8));
        Assert.Equal(Errno.EBUSY, PathCalls.RemoveDirectory(_tree.Context, PathLimits.AtFdCwd, "/"u8));
        Assert.Equal(Errno.EROFS, PathCalls.RemoveDirectory(_tree.Context, PathLimits.AtFdCwd, "d"u8));
        Assert.Equal(Errno.ENOENT, PathCalls.ChangeOwner(_tree.Context, PathLimits.AtFdCwd, "x"u8, 1, 1, AtFlags.None));
        Assert.Equal(Errno.EROFS, PathCalls.ChangeOwner(_tree.Context, PathLimits.AtFdCwd, "f"u8, 1, 1, AtFlags.None));
        Assert.Equal(
            Errno.EINVAL, PathCalls.ChangeOwner(_tree.Context, PathLimits.AtFdCwd, "x"u8, 1, 1, AtFlags.EAccess));
        Assert.Equal(Errno.EINVAL, PathCalls.Truncate(_tree.Context, "x"u8, -1));
        Assert.Equal(Errno.EISDIR, PathCalls.Truncate(_tree.Context, "d"u8, 0));
        Assert.Equal(Errno.EINVAL, PathCalls.Truncate(_tree.Context, "d/null"u8, 0));
        Assert.Equal(Errno.EROFS, PathCalls.Truncate(_tree.Context, "f"u8, 0));
    }

    private static List<string> List(OpenFile directory, int size)
    {
        List<string> names = [];
        byte[] buffer = new byte[size];
        while (directory.ReadDirectory(buffer).Raw is > 0 and var length)
        {
            for (int at = 0; at < length; at += BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + 16)))
            {
                ReadOnlySpan<byte> name = buffer.AsSpan(at + 19);
                names.Add(Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]));
            }
        }

        return names;
    }
}
