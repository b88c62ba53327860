using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>/proc over processes that the test makes up.</summary>
public sealed class ProcTests : IProcessTable
{
    private readonly TestTree _tree = new TestTree().Directory("/proc").Directory("/bin").File("/bin/x", "program");
    private readonly SortedDictionary<int, TestProcess> _processes = [];

    public ProcTests()
    {
        _tree.Mount("/proc", new ProcDirectory(new FileSystem("proc", 20, isReadOnly: false) { NameRefusal = Errno.ENOENT, HasFixedAttributes = true }, this, new TestSystem()));
        foreach (int id in new[] { 1, 7, 123456 })
        {
            _processes[id] = new TestProcess(id, new Credentials((uint)id, 1), _tree.FindPlace("/bin/x"));
        }

        _tree.Context = _tree.Context.Fork(sharesDirectories: false, sharesDescriptors: false);
        _tree.Context.ProcessId = 7;
        _processes[7].Files = _tree.Context;
    }

    [Theory]
    [InlineData("/proc/2", Errno.ENOENT)]
    [InlineData("/proc/07", Errno.ENOENT)]
    [InlineData("/proc/+7", Errno.ENOENT)]
    [InlineData("/proc/-7", Errno.ENOENT)]
    [InlineData("/proc/7x", Errno.ENOENT)]
    [InlineData("/proc/99999999999", Errno.ENOENT)]
    [InlineData("/proc/self/missing", Errno.ENOENT)]
    [InlineData("/proc/self/exe/", Errno.ENOTDIR)]
    [InlineData("/proc/self/maps/x", Errno.ENOTDIR)]
    public void WhatIsNotThere(string path, Errno expected) => Assert.Equal(expected, _tree.TryOpen(path).Error);

    [Fact]
    public void NamesAndAttributesStayAsTheyAre()
    {
        FileContext context = _tree.Context;
        Assert.Equal(Errno.ENOENT, _tree.TryOpen("/proc/new", OpenFlags.Creat).Error);
        Assert.Equal(Errno.ENOENT, PathCalls.MakeDirectory(context, PathLimits.AtFdCwd, "/proc/self/new"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.EPERM, PathCalls.Unlink(context, PathLimits.AtFdCwd, "/proc/self/maps"u8));
        Assert.Equal(Errno.EPERM, PathCalls.RemoveDirectory(context, PathLimits.AtFdCwd, "/proc/self/fd"u8));
        Assert.Equal(Errno.EPERM, PathCalls.ChangeMode(context, PathLimits.AtFdCwd, "/proc/self/maps"u8, FileMode.IrwxUgo, AtFlags.None));
        Assert.Equal(Errno.EINVAL, _tree.OpenFile("/proc/self/maps", OpenFlags.WrOnly).Write("1"u8).Error);
    }

    [Fact]
    public void SelfIsTheProcessThatAsks()
    {
        Assert.Equal("7", ReadLink("/proc/self"));
        Assert.Equal("/bin/x", ReadLink("/proc/self/exe"));
        Assert.Same(_tree.Find("/bin/x"), _tree.OpenFile("/proc/self/exe").Inode);
        Assert.Equal("7 a", ReadAll("/proc/self/cmdline").Replace('\0', ' ').TrimEnd());
        Assert.Equal(_tree.Find("/proc/7/maps").Number, _tree.Find("/proc/self/maps").Number);

        _tree.Context = _tree.Context.Fork(sharesDirectories: false, sharesDescriptors: false);
        _tree.Context.ProcessId = 0;
        Assert.Equal(Errno.ENOENT, _tree.TryOpen("/proc/self/maps").Error);
    }

    [Fact]
    public void TheProgramIsReachedThoughItsPathIsGone()
    {
        RegularInode program = (RegularInode)_tree.Find("/bin/x");
        program.AddOpen(); // as the first area of it does
        ((TreeDirectory)_tree.Find("/bin")).Remove("x"u8);
        Assert.Equal("program", ReadAll("/proc/7/exe"));
        Assert.Equal(Errno.ENOENT, _tree.TryOpen("/bin/x").Error);
    }

    [Fact]
    public void AnotherUsersProgramIsNotShown()
    {
        _tree.Context.Credentials = new Credentials(7, 7);
        Assert.False(_tree.TryOpen("/proc/7/exe").IsError);
        Assert.Equal(Errno.EACCES, _tree.TryOpen("/proc/1/exe").Error);
        Assert.False(_tree.TryOpen("/proc/1/cmdline").IsError);
        _processes[7].Executable = null;
        Assert.Equal(Errno.ENOENT, _tree.TryOpen("/proc/7/exe").Error);
    }

    [Fact]
    public void FilesLookLikeThoseOfLinux()
    {
        PathCalls.Stat(_tree.Context, PathLimits.AtFdCwd, "/proc/7/maps"u8, AtFlags.None, out Stat maps);
        PathCalls.Stat(_tree.Context, PathLimits.AtFdCwd, "/proc/7"u8, AtFlags.None, out Stat directory);

        Assert.Equal((0x8000u | 0b100_100_100, 1UL, 0L, 7u), ((uint)maps.Mode, maps.LinkCount, maps.Size, maps.UserId));
        Assert.Equal((0x4000u | 0b101_101_101, 20UL), ((uint)directory.Mode, directory.Device));
        Assert.Equal(Errno.None, PathCalls.ChangeDirectory(_tree.Context, "/proc/self"u8));
        Assert.Equal("/proc/7", _tree.CurrentDirectory());
    }

    [Fact]
    public void ListingsAgreeWithLookups()
    {
        List<string> root = List("/proc");
        Assert.Equal([".", "..", "self", "thread-self"], root[..4]);
        Assert.Equal(["1", "7", "123456"], root[^3..]);
        List<string> entries = List("/proc/7");
        Assert.Contains("status", entries);
        Assert.Equal(entries.Where(static name => name != "task"), List("/proc/7/task/8"));
        Assert.Equal([".", "..", "7", "8"], List("/proc/7/task"));
        _tree.Open("/bin/x");
        Assert.Equal([".", "..", "0"], List("/proc/7/fd"));
        Assert.Equal([".", "..", "0"], List("/proc/7/fdinfo"));
    }

    [Fact]
    public void AListingGoesOnWhereAProcessEnded()
    {
        DirectoryInode proc = (DirectoryInode)_tree.Find("/proc");
        DirectoryEntry entry = default;
        for (long position = 0; Encoding.ASCII.GetString(entry.Name.Span) != "7"; position = entry.Next)
        {
            Assert.True(proc.TryReadEntry(position, out entry));
        }

        _processes.Remove(7);
        Assert.True(proc.TryReadEntry(entry.Next, out entry));
        Assert.Equal("123456", Encoding.ASCII.GetString(entry.Name.Span));
        Assert.False(proc.TryReadEntry(entry.Next, out _));
        Assert.False(proc.TryReadEntry(long.MaxValue, out _));
    }

    public int CurrentThread => 8;

    public IProcess? Find(int id) => _processes.GetValueOrDefault(id);

    public IProcess? FindNext(int id) => _processes.Values.FirstOrDefault(process => process.Id > id);

    private string ReadLink(string path)
    {
        byte[] buffer = new byte[99];
        return Encoding.ASCII.GetString(
            buffer, 0, (int)PathCalls.ReadLink(_tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(path), buffer).Raw);
    }

    private string ReadAll(string path)
    {
        byte[] buffer = new byte[4096];
        return Encoding.ASCII.GetString(buffer, 0, (int)_tree.OpenFile(path).Read(buffer).Raw);
    }

    /// <summary>The names in a directory; each entry's number and type must be those of the inode.</summary>
    private List<string> List(string path)
    {
        DirectoryInode directory = (DirectoryInode)_tree.Find(path);
        List<string> names = [];
        for (long position = 0; directory.TryReadEntry(position, out DirectoryEntry entry); position = entry.Next)
        {
            string name = Encoding.ASCII.GetString(entry.Name.Span);
            Inode inode = _tree.Find(path + "/" + name);
            Assert.Equal((inode.Number, DirectoryEntry.TypeOf(inode.Mode)), (entry.Inode, entry.Type));
            names.Add(name);
        }

        return names;
    }
}
