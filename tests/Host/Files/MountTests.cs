using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Files.Proc;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Mounting, and what it changes for paths.</summary>
public sealed class MountTests : IMountUsers
{
    private readonly TestTree _tree = new TestTree(isReadOnly: false)
        .Directory("/d").Directory("/d/e").File("/d/e/hidden").Directory("/m").Directory("/n").File("/f", "text");

    private Mount? _used;
    private FileSystem? _written;

    public MountTests()
    {
        _tree.Mounts.Users = this;
        _tree.Mounts.Types.Add(new TmpfsType(_tree.Mounts, _tree.Devices, () => _tree.Time, memory: 1000));
    }

    [Fact]
    public void AMountTakesTheDirectorysPlace()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d/e"));
        Assert.Equal(Errno.ENOENT, _tree.ErrorOf("/d/e/hidden"));
        Assert.Same(_tree.Find("/d"), _tree.Find("/d/e/.."));
        Assert.Same(_tree.Find("/d/e"), _tree.Find("/d/e/."));
        Assert.Equal(Errno.None, PathCalls.ChangeDirectory(_tree.Context, "/d/e"u8));
        Assert.Equal("/d/e", _tree.CurrentDirectory());
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d/e"u8, UnmountFlags.None));
        Assert.NotNull(_tree.Find("/d/e/hidden"));
        Assert.Equal("(unreachable)/", _tree.CurrentDirectory());
    }

    [Fact]
    public void MountsLieOnEachOther()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        Inode first = _tree.Find("/d");
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        Inode second = _tree.Find("/d");
        Assert.NotSame(first, second);
        Assert.Same(_tree.Root, _tree.Find("/d/.."));
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.None));
        Assert.Same(first, _tree.Find("/d"));
    }

    [Fact]
    public void WhatIsUsedStays()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        _used = _tree.FindPlace("/d").Mount;
        Assert.Equal(Errno.EBUSY, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.None));
        Assert.Equal(Errno.EBUSY, PathCalls.RemoveDirectory(_tree.Context, PathLimits.AtFdCwd, "/d"u8));
        Assert.Equal(Errno.EBUSY, Rename("/d", "/x"));
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.Detach));
        Assert.NotNull(_tree.Find("/d/e"));
        Assert.False(_tree.Mounts.Contains(_used));
    }

    [Fact]
    public void FilesGoWithTheLastUserOfTheirMount()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        _used = _tree.FindPlace("/d").Mount;
        FileStorage storage = _used.FileSystem.Storage;
        foreach (string directory in (string[])["/d/x", "/d/x/y", "/d/x/y/z", "/d/w"])
        {
            Assert.Equal(
                Errno.None, PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, Encoding.UTF8.GetBytes(directory), FileMode.IrwxUgo));
        }

        Assert.Equal(5, storage.UsedInodes);
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.Detach));
        Assert.Equal(5, storage.UsedInodes);
        _used = null;
        _tree.Mounts.ReleaseUnused();
        Assert.Equal(1, storage.UsedInodes);
    }

    [Fact]
    public void AMountWithAnotherInItIsBusy()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        Assert.Equal(Errno.None, PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, "/d/x"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.None, MountTmpfs("/d/x"));
        Assert.Equal(Errno.EBUSY, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.None));
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.Detach));
        Assert.Single(_tree.Mounts.Mounts);
    }

    [Fact]
    public void ExpiryIsAskedForTwice()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        Assert.Equal(Errno.EINVAL, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.Expire | UnmountFlags.Detach));
        Assert.Equal(Errno.EAGAIN, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.Expire));
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.Expire));
    }

    [Theory]
    [InlineData("/missing", "tmpfs", "", Errno.ENOENT)]
    [InlineData("/d", "nonsense", "", Errno.ENODEV)]
    [InlineData("/d", "", "", Errno.EINVAL)]
    [InlineData("/d", "tmpfs", "nonsense", Errno.EINVAL)]
    [InlineData("/d", "tmpfs", "size=x", Errno.EINVAL)]
    [InlineData("/d", "tmpfs", "size", Errno.EINVAL)]
    [InlineData("/d", "tmpfs", "mode=9", Errno.EINVAL)]
    [InlineData("/f", "tmpfs", "", Errno.ENOTDIR)]
    [InlineData("/f/", "tmpfs", "", Errno.ENOTDIR)]
    public void WhatCannotBeMounted(string target, string type, string options, Errno expected) =>
        Assert.Equal(expected, Mount("x", target, type, MountRequest.None, options));

    [Fact]
    public void OnlyTheSuperuserMounts()
    {
        _tree.Context.Credentials = new Credentials(1, 1);
        Assert.Equal(Errno.EPERM, MountTmpfs("/d"));
        Assert.Equal(Errno.EPERM, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.None));
        Assert.Equal(Errno.EPERM, PathCalls.ChangeRoot(_tree.Context, "/d"u8));
        Assert.Equal(Errno.EINVAL, MountOperations.Unmount(_tree.Context, "/d"u8, (UnmountFlags)16));
        Assert.Equal(Errno.ENOENT, MountOperations.Unmount(_tree.Context, "/missing"u8, UnmountFlags.None));
    }

    [Fact]
    public void OptionsLimitATmpfs()
    {
        Assert.Equal(Errno.None, Mount("x", "/d", "tmpfs", MountRequest.None, "size=5k,nr_inodes=3,mode=700,uid=4,gid=5"));
        Assert.Equal("x /d tmpfs rw,relatime,size=8k,nr_inodes=3,mode=700,uid=4,gid=5 0 0", LastLine());
        PathCalls.Stat(_tree.Context, PathLimits.AtFdCwd, "/d"u8, AtFlags.None, out Stat stat);
        Assert.Equal((FileMode.IfDir | FileMode.IrUsr | FileMode.IwUsr | FileMode.IxUsr, 4u, 5u), (stat.Mode, stat.UserId, stat.GroupId));
        Assert.False(_tree.TryOpen("/d/a", OpenFlags.Creat).IsError);
        Assert.False(_tree.TryOpen("/d/b", OpenFlags.Creat).IsError);
        Assert.Equal(Errno.ENOSPC, _tree.TryOpen("/d/c", OpenFlags.Creat).Error);
        Assert.Equal(Errno.EINVAL, Mount("x", "/d", "", MountRequest.Remount, "nr_inodes=2"));
        Assert.Equal(Errno.None, Mount("x", "/d", "", MountRequest.Remount, "nr_inodes=4"));
        Assert.False(_tree.TryOpen("/d/c", OpenFlags.Creat).IsError);
        Assert.Equal(Errno.EINVAL, Mount("x", "/d/a", "", MountRequest.Remount, ""));
    }

    [Theory]
    [InlineData("50%", "size=2000k")]
    [InlineData("1m", "size=1024k")]
    [InlineData("4096", "size=4k")]
    public void SizesOfATmpfs(string size, string shown)
    {
        Assert.Equal(Errno.None, Mount("x", "/d", "tmpfs", MountRequest.None, "size=" + size));
        Assert.Equal(size == "50%" ? "x /d tmpfs rw,relatime 0 0" : $"x /d tmpfs rw,relatime,{shown} 0 0", LastLine());
    }

    [Fact]
    public void ABoundTreeIsTheSameInBothPlaces()
    {
        Assert.Equal(Errno.None, Mount("/d", "/m", "", MountRequest.Bind, ""));
        Assert.Same(_tree.Find("/d/e/hidden"), _tree.Find("/m/e/hidden"));
        Assert.Same(_tree.Root, _tree.Find("/m/.."));
        Assert.Equal(Errno.None, PathCalls.ChangeDirectory(_tree.Context, "/m/e"u8));
        Assert.Equal("/m/e", _tree.CurrentDirectory());
        Assert.Equal(Errno.EXDEV, Rename("/d/e", "/m/x"));
        Assert.Equal(Errno.EXDEV, PathCalls.Link(
            _tree.Context, PathLimits.AtFdCwd, "/d/e/hidden"u8, PathLimits.AtFdCwd, "/m/x"u8, AtFlags.None));
        Assert.Equal(Errno.None, Rename("/m/e/hidden", "/m/seen"));
        Assert.NotNull(_tree.Find("/d/seen"));
    }

    [Fact]
    public void AFileIsBoundToAFile()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        Assert.Equal(Errno.None, PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, "/d/x"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.None, MountTmpfs("/d/x"));
        Assert.Equal(Errno.ENOTDIR, Mount("/f", "/m", "", MountRequest.Bind, ""));
        Assert.Equal(Errno.ENOTDIR, Mount("/d", "/f", "", MountRequest.Bind | MountRequest.Recursive, ""));
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d/x"u8, UnmountFlags.None));
        Assert.Equal(Errno.None, PathCalls.RemoveDirectory(_tree.Context, PathLimits.AtFdCwd, "/d/x"u8));
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.None));
        Assert.Equal(Errno.None, Mount("/f", "/d/e/hidden", "", MountRequest.Bind, ""));
        Assert.Same(_tree.Find("/f"), _tree.Find("/d/e/hidden"));
        Assert.Equal(Errno.EBUSY, PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, "/d/e/hidden"u8));
        Assert.Equal(Errno.EINVAL, Mount("", "/m", "", MountRequest.Bind, ""));
        Assert.Equal(Errno.ENOENT, Mount("/missing", "/m", "", MountRequest.Bind, ""));
    }

    [Fact]
    public void MountsBelowABoundTreeComeAlongWhenTheyAreWished()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d/e"));
        Assert.Equal(Errno.None, Mount("/d", "/m", "", MountRequest.Bind, ""));
        Assert.NotSame(_tree.Find("/d/e"), _tree.Find("/m/e"));
        Assert.Equal(Errno.None, Mount("/d", "/n", "", MountRequest.Bind | MountRequest.Recursive, ""));
        Assert.Same(_tree.Find("/d/e"), _tree.Find("/n/e"));
        Assert.Equal(5, _tree.Mounts.Mounts.Count);
    }

    [Fact]
    public void MountsLieInEachOtherAsDeepAsTheyMayBeMany()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        while (MountTmpfs("/d") == Errno.None)
        {
        }

        Assert.Equal(MountTable.MostMounts, _tree.Mounts.Mounts.Count);
        Assert.Equal(Errno.ENOSPC, Mount("/d", "/m", "", MountRequest.Bind, ""));
        Assert.Equal(Errno.None, MountOperations.Unmount(_tree.Context, "/d"u8, UnmountFlags.None));
        Assert.Equal(Errno.ENOSPC, Mount("/", "/m", "", MountRequest.Bind | MountRequest.Recursive, ""));
        Assert.Equal(Errno.None, Mount("/d", "/m", "", MountRequest.Bind, ""));

        Mount lowest = _tree.Mounts.Mounts[1];
        _tree.Mounts.Remove(lowest);
        Assert.Equal(2, _tree.Mounts.Mounts.Count);
        Assert.NotNull(_tree.Find("/d/e/hidden"));
    }

    [Fact]
    public void AMountMovesWithWhatLiesInIt()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        Assert.Equal(Errno.None, PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, "/d/x"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.None, MountTmpfs("/d/x"));
        Inode inner = _tree.Find("/d/x");
        Assert.Equal(Errno.ELOOP, Mount("/d", "/d/x", "", MountRequest.Move, ""));
        Assert.Equal(Errno.EINVAL, Mount("/", "/m", "", MountRequest.Move, ""));
        Assert.Equal(Errno.EINVAL, Mount("/m", "/n", "", MountRequest.Move, ""));
        Assert.Equal(Errno.None, Mount("/d", "/m", "", MountRequest.Move, ""));
        Assert.Same(inner, _tree.Find("/m/x"));
        Assert.NotNull(_tree.Find("/d/e"));
    }

    [Fact]
    public void AReadOnlyMountIsNotWrittenThrough()
    {
        Assert.Equal(Errno.None, Mount("/d", "/m", "", MountRequest.Bind, ""));
        Assert.Equal(Errno.None, Mount("", "/m", "", MountRequest.Remount | MountRequest.Bind | MountRequest.RdOnly, ""));
        Assert.Equal(Errno.EROFS, _tree.TryOpen("/m/e/hidden", OpenFlags.WrOnly).Error);
        Assert.Equal(Errno.EROFS, _tree.TryOpen("/m/new", OpenFlags.Creat).Error);
        Assert.Equal(Errno.EROFS, PathCalls.Access(_tree.Context, PathLimits.AtFdCwd, "/m/e"u8, AccessMode.Write, AtFlags.None));
        Assert.Equal(Errno.EROFS, PathCalls.ChangeMode(_tree.Context, PathLimits.AtFdCwd, "/m/e"u8, FileMode.IrwxUgo, AtFlags.None));
        Assert.Equal(Errno.EROFS, PathCalls.Truncate(_tree.Context, "/m/e/hidden"u8, 0));
        Assert.Equal(Errno.EROFS, PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, "/m/e/hidden"u8));
        Assert.Equal(Errno.EROFS, Rename("/m/e", "/m/x"));
        Assert.False(_tree.TryOpen("/d/e/hidden", OpenFlags.WrOnly).IsError);
        _written = _tree.FileSystem;
        Assert.Equal(Errno.EBUSY, Mount("", "/", "", MountRequest.Remount | MountRequest.RdOnly, ""));
        Assert.Equal(Errno.None, Mount("", "/m", "", MountRequest.Remount | MountRequest.Bind, ""));
        Assert.Equal(Errno.None, Mount("", "/m", "", MountRequest.Remount | MountRequest.Bind | MountRequest.RdOnly, ""));
    }

    [Fact]
    public void DevicesOfAMountWithoutDevicesAreNotOpened()
    {
        _tree.Special("/d/null", FileMode.IfChr, 1, 3);
        Assert.Equal(Errno.None, Mount("/d", "/m", "", MountRequest.Bind, ""));
        Assert.Equal(Errno.None, Mount("", "/m", "", MountRequest.Remount | MountRequest.Bind | MountRequest.NoDev, ""));
        Assert.Equal(Errno.EACCES, _tree.TryOpen("/m/null").Error);
        Assert.False(_tree.TryOpen("/d/null").IsError);
        Assert.Equal(Errno.None, Mount("", "/m", "", MountRequest.Remount | MountRequest.Bind | MountRequest.NoExec, ""));
        Assert.Equal(
            Errno.EACCES, PathCalls.Access(_tree.Context, PathLimits.AtFdCwd, "/m/e/hidden"u8, AccessMode.Execute, AtFlags.None));
    }

    [Fact]
    public void TimesOfAccessDependOnTheMount()
    {
        Assert.Equal(Errno.None, Mount("/d", "/m", "", MountRequest.Bind, ""));
        Assert.Equal(Errno.None, Mount("", "/m", "", MountRequest.Remount | MountRequest.Bind | MountRequest.NoAtime, ""));
        _tree.Time = 5_000_000_000_000;
        Inode file = _tree.Find("/d/e/hidden");
        long before = file.Accessed.Seconds;
        _tree.OpenFile("/m/e/hidden").Read(new byte[9]);
        Assert.Equal(before, file.Accessed.Seconds);
        _tree.OpenFile("/d/e/hidden").Read(new byte[9]);
        Assert.Equal(5000, file.Accessed.Seconds);
    }

    [Fact]
    public void AnotherRootHidesWhatIsAboveIt()
    {
        Assert.Equal(Errno.None, MountTmpfs("/m"));
        Assert.Equal(Errno.ENOTDIR, PathCalls.ChangeRoot(_tree.Context, "/f"u8));
        Assert.Equal(Errno.None, PathCalls.ChangeRoot(_tree.Context, "/d"u8));
        Assert.Equal("(unreachable)/", _tree.CurrentDirectory());
        Assert.Equal(Errno.None, PathCalls.ChangeDirectory(_tree.Context, "/"u8));
        Assert.Equal(_tree.Context.Root, _tree.FindPlace("../.."));
        Assert.Equal("/", _tree.CurrentDirectory());
        Assert.Empty(Mounts());
    }

    [Fact]
    public void TheRootIsPivoted()
    {
        Assert.Equal(Errno.None, MountTmpfs("/d"));
        Assert.Equal(Errno.None, PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, "/d/new"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.None, MountTmpfs("/d/new"));
        Assert.Equal(Errno.None, PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, "/d/new/old"u8, FileMode.IrwxUgo));

        // The first of all mounts is no root that could be put anywhere.
        Assert.Equal(Errno.EINVAL, MountOperations.Pivot(_tree.Context, "/d/new"u8, "/d/new/old"u8));
        Assert.Equal(Errno.None, PathCalls.ChangeRoot(_tree.Context, "/d"u8));
        Assert.Equal(Errno.EBUSY, MountOperations.Pivot(_tree.Context, "/"u8, "/new/old"u8));
        Assert.Equal(Errno.EBUSY, MountOperations.Pivot(_tree.Context, "/new"u8, "/"u8));
        Assert.Equal(Errno.EINVAL, MountOperations.Pivot(_tree.Context, "/new/old"u8, "/new/old"u8));
        Assert.Equal(Errno.None, MountOperations.Pivot(_tree.Context, "/new"u8, "/new/old"u8));
        Assert.Equal("tmpfs", _tree.FindPlace("/").Mount.FileSystem.Name);
        Assert.NotNull(_tree.Find("/old/new"));
        Assert.Equal(_tree.Context.Root, _tree.FindPlace("/old/.."));
    }

    [Fact]
    public void PathsInTheTableAreEscaped()
    {
        _tree.Directory("/a b\n");
        Assert.Equal(Errno.None, Mount("s#\t", "/a b\n", "tmpfs", MountRequest.RdOnly | MountRequest.NoSuid, ""));
        Assert.Equal(@"s\043\011 /a\040b\012 tmpfs ro,nosuid,relatime 0 0", LastLine());
        TextBuffer text = new();
        MountText.WriteInformation(_tree.Context, text);
        Assert.EndsWith(
            " 1 0:32 / /a\\040b\\012 ro,nosuid,relatime - tmpfs s\\043\\011 ro\n", Encoding.ASCII.GetString(text.Written.Span),
            StringComparison.Ordinal);
    }

    bool IMountUsers.Use(Mount mount) => mount == _used;

    bool IMountUsers.WriteTo(FileSystem fileSystem, Mount? through) => fileSystem == _written && (through is null || through == _used);

    void IMountUsers.Move(Location from, Location to) => _tree.Context.Root = _tree.Context.Root == from ? to : _tree.Context.Root;

    private Errno MountTmpfs(string target) => Mount("x", target, "tmpfs", MountRequest.None, "");

    private Errno Mount(string source, string target, string type, MountRequest request, string options) =>
        MountOperations.Mount(
            _tree.Context, TestTree.Bytes(source), TestTree.Bytes(target), TestTree.Bytes(type), request, TestTree.Bytes(options));

    private Errno Rename(string from, string to) =>
        PathCalls.Rename(
            _tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(from), PathLimits.AtFdCwd, TestTree.Bytes(to), RenameFlags.None);

    private string[] Mounts()
    {
        TextBuffer text = new();
        MountText.WriteMounts(_tree.Context, text);
        return Encoding.ASCII.GetString(text.Written.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private string LastLine() => Mounts()[^1];
}
