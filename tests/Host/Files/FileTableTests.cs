using System.Linq;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Descriptors.</summary>
public sealed class FileTableTests
{
    private readonly FileTable _table = new();

    [Fact]
    public void DescriptorsThatAreNotOpen()
    {
        foreach (int descriptor in new[] { -1, 0, 63, 64, int.MaxValue, int.MinValue })
        {
            Assert.Null(_table.Get(descriptor));
            Assert.Null(_table.GetAny(descriptor));
            Assert.Equal(Errno.EBADF, _table.Close(descriptor));
            Assert.Equal(Errno.EBADF, _table.Duplicate(descriptor).Error);
            Assert.Equal(Errno.EBADF, _table.DuplicateTo(descriptor, descriptor).Error);
            Assert.Equal(Errno.EBADF, _table.DuplicateTo(descriptor, 5).Error);
            Assert.Equal(Errno.EBADF, _table.DuplicateTo(descriptor, 5, OpenFlags.CloExec).Error);
            Assert.Equal(Errno.EBADF, _table.Control(descriptor, FcntlCommand.GetFd, 0).Error);
        }
    }

    [Fact]
    public void DuplicationErrors()
    {
        Add();
        Assert.Equal(Errno.EINVAL, _table.DuplicateTo(0, 0, 0).Error);
        Assert.Equal(Errno.EINVAL, _table.DuplicateTo(0, 5, OpenFlags.NonBlock).Error);
        Assert.Equal(Errno.EBADF, _table.DuplicateTo(0, FileTable.DefaultLimit).Error);
        Assert.Equal(Errno.EBADF, _table.DuplicateTo(0, -1).Error);
        Assert.Equal(Errno.EBADF, _table.DuplicateTo(0, -1, 0).Error);
        Assert.Equal(Errno.EINVAL, _table.Control(0, FcntlCommand.DupFd, FileTable.DefaultLimit).Error);
        Assert.Equal(Errno.EINVAL, _table.Control(0, FcntlCommand.DupFd, ulong.MaxValue).Error);
        Assert.Equal(Errno.EINVAL, _table.Control(0, (FcntlCommand)1234, 0).Error);
        Assert.Equal(0, _table.DuplicateTo(0, 0).Raw);
    }

    [Fact]
    public void TheLowestFreeNumberIsTaken()
    {
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(i, Add());
        }

        _table.Close(130);
        _table.Close(7);
        Assert.Equal(7, Add());
        Assert.Equal(130, Add());
        Assert.Equal(200, Add());
        Assert.Equal(300, _table.Control(0, FcntlCommand.DupFd, 300).Raw);
        Assert.Equal(301, _table.Control(0, FcntlCommand.DupFdCloExec, 300).Raw);
        Assert.Equal(201, _table.Duplicate(0).Raw);
        Assert.Equal(1023, _table.DuplicateTo(0, 1023).Raw);
        Assert.Equal(Errno.EMFILE, _table.Control(0, FcntlCommand.DupFd, 1023).Error);
    }

    [Fact]
    public void TheLimitHoldsForNewNumbersOnly()
    {
        Add();
        Add();
        _table.Limit = 1;
        Assert.False(_table.HasRoom);
        Assert.Equal(Errno.EMFILE, _table.Add(new File(), DescriptorFlags.None).Error);
        Assert.Equal(Errno.EMFILE, _table.Duplicate(1).Error);
        Assert.NotNull(_table.Get(1));
        _table.Limit = int.MaxValue;
        Assert.Equal(FileTable.LargestLimit, _table.Limit);
        Assert.Equal(FileTable.LargestLimit - 1, _table.DuplicateTo(0, FileTable.LargestLimit - 1).Raw);
    }

    [Fact]
    public void AFileIsClosedWithItsLastDescriptor()
    {
        File file = new();
        _table.Add(file, DescriptorFlags.None);
        _table.Duplicate(0);
        _table.DuplicateTo(0, 9);
        File other = new();
        _table.Add(other, DescriptorFlags.None);

        Assert.Equal(2, _table.DuplicateTo(0, 2).Raw);
        Assert.Equal(1, other.Closed);
        foreach (int descriptor in new[] { 0, 1, 2 })
        {
            Assert.Equal(Errno.None, _table.Close(descriptor));
            Assert.Equal(0, file.Closed);
        }

        _table.Close(9);
        Assert.Equal(1, file.Closed);
        Assert.Equal(Errno.EBADF, _table.Close(9));
    }

    [Fact]
    public void FlagsBelongToTheDescriptorAndTheFile()
    {
        _table.Add(new File(), DescriptorFlags.CloExec);
        _table.Duplicate(0);
        Assert.Equal(1, _table.Control(0, FcntlCommand.GetFd, 0).Raw);
        Assert.Equal(0, _table.Control(1, FcntlCommand.GetFd, 0).Raw);
        _table.Control(1, FcntlCommand.SetFd, 3);
        Assert.Equal(DescriptorFlags.CloExec, _table.GetFlags(1));
        _table.Control(1, FcntlCommand.SetFd, 2);
        Assert.Equal(DescriptorFlags.None, _table.GetFlags(1));
        _table.DuplicateTo(1, 2, OpenFlags.CloExec);
        Assert.Equal(DescriptorFlags.CloExec, _table.GetFlags(2));

        Assert.Equal(0, _table.Control(0, FcntlCommand.SetFl, (ulong)(OpenFlags.NonBlock | OpenFlags.RdWr | OpenFlags.Creat)).Raw);
        Assert.Equal((long)OpenFlags.NonBlock, _table.Control(1, FcntlCommand.GetFl, 0).Raw);
        Assert.Equal(Errno.EINVAL, _table.Control(1, FcntlCommand.SetFl, (ulong)OpenFlags.Direct).Error);
    }

    [Fact]
    public void ADescriptorThatOnlyNamesAFileTakesFewCommands()
    {
        _table.Add(new File(OpenFlags.Path), DescriptorFlags.None);
        Assert.Equal((long)OpenFlags.Path, _table.Control(0, FcntlCommand.GetFl, 0).Raw);
        Assert.Equal(Errno.EBADF, _table.Control(0, FcntlCommand.SetFl, 0).Error);
        Assert.Equal(Errno.EBADF, _table.Control(0, (FcntlCommand)1234, 0).Error);
        Assert.Equal(1, _table.Control(0, FcntlCommand.DupFd, 0).Raw);
    }

    [Fact]
    public void ForkCopiesAndExecveCloses()
    {
        File kept = new();
        File closed = new();
        _table.Add(kept, DescriptorFlags.None);
        _table.Add(closed, DescriptorFlags.CloExec);
        _table.DuplicateTo(1, 100, OpenFlags.CloExec);
        FileTable child = _table.Copy();

        child.CloseOnExec();
        Assert.Null(child.Get(1));
        Assert.Null(child.Get(100));
        Assert.Same(kept, child.Get(0));
        Assert.Same(closed, _table.Get(100));
        Assert.Equal(0, closed.Closed);
        _table.CloseAll();
        Assert.Equal((0, 1), (kept.Closed, closed.Closed));
        child.CloseAll();
        Assert.Equal(1, kept.Closed);
        Assert.Equal(0, _table.Add(kept, DescriptorFlags.None).Raw);
    }

    [Fact]
    public void ARangeIsClosedOrMarked()
    {
        for (int i = 0; i < 70; i++)
        {
            Add();
        }

        _table.CloseRange(1, 2, onExec: true);
        Assert.Equal(
            [false, true, true, false], new[] { 0, 1, 2, 3 }.Select(descriptor => _table.GetFlags(descriptor) == DescriptorFlags.CloExec));
        _table.CloseRange(3, 65, onExec: false);
        Assert.Null(_table.Get(3));
        Assert.Null(_table.Get(65));
        Assert.NotNull(_table.Get(66));
        _table.CloseRange(60, uint.MaxValue, onExec: true);
        Assert.Equal(DescriptorFlags.CloExec, _table.GetFlags(69));
        _table.CloseRange(0, uint.MaxValue, onExec: false);
        Assert.Equal(0, Add());
        Assert.Equal(DescriptorFlags.None, _table.GetFlags(0));
    }

    [Fact]
    public void CommandsThatAreNotThereAreKnownAsSuch()
    {
        Assert.True(FileTable.Knows(FcntlCommand.SetFl));
        Assert.True(FileTable.Knows(FcntlCommand.DupFdCloExec));
        Assert.False(FileTable.Knows((FcntlCommand)5));
    }

    private int Add() => (int)_table.Add(new File(), DescriptorFlags.None).Raw;

    private sealed class File(OpenFlags flags = 0) : OpenFile(new TestTree().Root, flags)
    {
        public int Closed { get; private set; }

        protected override void Close() => Closed++;
    }
}
