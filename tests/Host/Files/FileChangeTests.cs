using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>What random comparisons with Linux do not reach: limits, times, users, and files without a name.</summary>
public sealed class FileChangeTests
{
    private const int Here = PathLimits.AtFdCwd;
    private const OpenFlags NewFile = OpenFlags.RdWr | OpenFlags.Creat;
    private const int PageSize = 4096;

    private readonly TestTree _tree = new TestTree(isReadOnly: false, pageLimit: 4, inodeLimit: 8)
        .File("/old", new string('x', 2 * PageSize)).Directory("/open", FileMode.IrwxUgo | FileMode.IsVtx);

    [Fact]
    public void FilesTakeNoMorePagesThanThereAre()
    {
        OpenFile file = _tree.OpenFile("new", NewFile);

        Assert.Equal(4 * PageSize, file.Write(new byte[5 * PageSize]).Raw);
        Assert.Equal(Errno.ENOSPC, file.Write(new byte[1]).Error);
        Assert.Equal(Errno.ENOSPC, ((RegularFile)file).Allocate(FallocateMode.None, 0, 5 * PageSize));
        Assert.Equal(Errno.ENOSPC, _tree.OpenFile("old", OpenFlags.RdWr).Write(new byte[1]).Error);
        ((RegularFile)file).Truncate(PageSize + 1);
        Assert.Equal(PageSize, file.WriteAt(10L * PageSize, new byte[PageSize]).Raw);
        Assert.Equal((11L * PageSize, 3 * 8L), (file.Inode.Size, file.Inode.Blocks));
    }

    [Fact]
    public void PagesComeBackWithTheLastDescriptor()
    {
        for (int i = 0; i < 3; i++)
        {
            int descriptor = _tree.Open("new", NewFile | OpenFlags.Excl);
            OpenFile file = _tree.Descriptors.Get(descriptor)!;
            Assert.Equal(4 * PageSize, file.Write(new byte[4 * PageSize]).Raw);
            Assert.Equal(Errno.None, PathCalls.Unlink(_tree.Context, Here, "new"u8));
            Assert.Equal((0u, 0L), (file.Inode.LinkCount, _tree.FileSystem.Storage.FreePages));
            Assert.Equal(1, file.ReadAt(0, new byte[1]).Raw);
            _tree.Descriptors.Close(descriptor);
            Assert.Equal(4, _tree.FileSystem.Storage.FreePages);
        }
    }

    [Fact]
    public void NamesAreCountedToo()
    {
        int made = 0;
        while (PathCalls.Link(_tree.Context, Here, "old"u8, Here, TestTree.Bytes($"{made}"), AtFlags.None) == Errno.None)
        {
            made++;
        }

        Assert.Equal(5, made);
        Assert.Equal(Errno.ENOSPC, PathCalls.MakeDirectory(_tree.Context, Here, "d"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.ENOSPC, _tree.TryOpen("new", NewFile).Error);
        Assert.Equal(Errno.None, PathCalls.Unlink(_tree.Context, Here, "0"u8));
        Assert.Equal(Errno.None, PathCalls.MakeDirectory(_tree.Context, Here, "d"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.None, PathCalls.RemoveDirectory(_tree.Context, Here, "d"u8));
        Assert.Equal(1, _tree.FileSystem.Storage.FreeInodes);
    }

    [Fact]
    public void TheArchiveIsNeverWrittenTo()
    {
        byte[] archive = [1, 2, 3];
        PagedContent content = new(FileStorage.Unlimited(), new ByteArrayContent(archive));
        IoSource source = new([9]);

        Assert.Equal(1, content.Write(1, ref source).Raw);
        byte[] read = new byte[4];
        Assert.Equal(3, content.Read(0, read));
        Assert.Equal([1, 9, 3, 0], read);
        Assert.Equal([1, 2, 3], archive);
    }

    [Fact]
    public void TimesAreKeptApart()
    {
        Inode old = _tree.Find("old");
        _tree.Time = 5_000_000_007;
        OpenFile file = _tree.OpenFile("old", OpenFlags.RdWr);
        file.Read(new byte[1]);
        Assert.Equal((5L, 1234L, 1234L), (old.Accessed.Seconds, old.Modified.Seconds, old.Changed.Seconds));
        _tree.Time = 6_000_000_008;
        file.Write(new byte[1]);
        Assert.Equal((5L, 6L, 6L, 8L), (old.Accessed.Seconds, old.Modified.Seconds, old.Changed.Seconds, old.Changed.Nanoseconds));
        _tree.Time = 7_000_000_000;
        PathCalls.ChangeMode(_tree.Context, file.Location, FileMode.IrUgo);
        Assert.Equal((6L, 7L), (old.Modified.Seconds, old.Changed.Seconds));
        Timespec omitted = new() { Nanoseconds = UtimeNanoseconds.Omit };
        Assert.Equal(Errno.None, PathCalls.ChangeTimes(_tree.Context, file.Location, omitted, new Timespec { Seconds = -1, Nanoseconds = 9 }));
        Assert.Equal((5L, -1L, 9L), (old.Accessed.Seconds, old.Modified.Seconds, old.Modified.Nanoseconds));
    }

    [Fact]
    public void OthersMayNotChangeWhatIsNotTheirs()
    {
        _tree.File("/open/f", owner: 1).File("/open/g", permissions: FileMode.IrUgo | FileMode.IwUgo | FileMode.IsUid, owner: 2);
        _tree.Context.Credentials = new Credentials(2, 2);
        Timespec now = new() { Nanoseconds = UtimeNanoseconds.Now };

        Assert.Equal(Errno.EACCES, _tree.TryOpen("new", NewFile).Error);
        Assert.Equal(Errno.EACCES, PathCalls.Unlink(_tree.Context, Here, "old"u8));
        Assert.Equal(Errno.EPERM, PathCalls.Unlink(_tree.Context, Here, "open/f"u8));
        Assert.Equal(Errno.EPERM, PathCalls.Rename(_tree.Context, Here, "open/g"u8, Here, "open/f"u8, RenameFlags.None));
        Assert.Equal(Errno.EPERM, PathCalls.ChangeMode(_tree.Context, Here, "open/f"u8, FileMode.None, AtFlags.None));
        Assert.Equal(Errno.EPERM, PathCalls.ChangeOwner(_tree.Context, Here, "open/g"u8, 3, -1, AtFlags.None));
        Assert.Equal(Errno.EPERM, PathCalls.ChangeTimes(_tree.Context, Here, "open/f"u8, default, default, AtFlags.None));
        Assert.Equal(Errno.EACCES, PathCalls.ChangeTimes(_tree.Context, Here, "open/f"u8, now, now, AtFlags.None));
        Assert.Equal(Errno.EPERM, PathCalls.MakeNode(_tree.Context, Here, "open/x"u8, FileMode.IfChr, new DeviceNumber(1, 3)));
        _tree.OpenFile("open/g", OpenFlags.RdWr).Write(new byte[1]);
        Assert.Equal(FileMode.None, _tree.Find("open/g").Mode & FileMode.IsUid);
        Assert.Equal(Errno.None, PathCalls.Unlink(_tree.Context, Here, "open/g"u8));
    }

    [Fact]
    public void ALostDirectoryIsEmptyForGood()
    {
        PathCalls.ChangeDirectory(_tree.Context, "open"u8);
        OpenFile here = _tree.OpenFile(".");
        Assert.Equal(Errno.None, PathCalls.RemoveDirectory(_tree.Context, Here, "/open"u8));

        Assert.Equal(Errno.ENOENT, _tree.TryOpen("new", NewFile).Error);
        Assert.Equal(Errno.ENOENT, PathCalls.MakeDirectory(_tree.Context, Here, "d"u8, FileMode.IrwxUgo));
        Assert.Equal(Errno.ENOENT, PathCalls.GetCurrentDirectory(_tree.Context, new byte[99]).Error);
        Assert.Equal(Errno.ENOENT, here.ReadDirectory(new byte[99]).Error);
        Assert.Same(_tree.Root, _tree.Find(".."));
        long free = _tree.FileSystem.Storage.FreeInodes;
        _tree.Descriptors.CloseAll();
        Assert.Equal(free + 1, _tree.FileSystem.Storage.FreeInodes);
        _tree.Descriptors.Close(_tree.Open("."));
        Assert.Equal(free + 1, _tree.FileSystem.Storage.FreeInodes);
    }

    [Fact]
    public void AListingGoesOnWhileNamesGo()
    {
        for (char name = 'a'; name < 'e'; name++)
        {
            PathCalls.MakeDirectory(_tree.Context, Here, TestTree.Bytes($"/open/{name}"), FileMode.IrwxUgo);
        }

        DirectoryInode directory = (DirectoryInode)_tree.Find("open");
        string seen = "";
        for (long position = 2; directory.TryReadEntry(position, out DirectoryEntry entry); position = entry.Next)
        {
            seen += (char)entry.Name.Span[0];
            Assert.Equal(Errno.None, PathCalls.RemoveDirectory(_tree.Context, Here, TestTree.Bytes($"/open/{seen[^1]}")));
        }

        Assert.Equal("abcd", seen);
    }

    [Fact]
    public void ATemporaryFileGetsANameUnlessItIsExclusive()
    {
        int linkable = _tree.Open("open", OpenFlags.TmpFile | OpenFlags.RdWr);
        int exclusive = _tree.Open("open", OpenFlags.TmpFile | OpenFlags.RdWr | OpenFlags.Excl);

        Assert.Equal(Errno.ENOENT, PathCalls.Link(_tree.Context, exclusive, ""u8, Here, "name"u8, AtFlags.EmptyPath));
        Assert.Equal(Errno.None, PathCalls.Link(_tree.Context, linkable, ""u8, Here, "name"u8, AtFlags.EmptyPath));
        Assert.Equal(1u, _tree.Find("name").LinkCount);
    }
}
