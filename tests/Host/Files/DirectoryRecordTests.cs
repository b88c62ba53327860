using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Entries of a directory on their way to a program.</summary>
public sealed class DirectoryRecordTests
{
    private readonly TestTree _tree = new TestTree()
        .Directory("/d").File("/d/a").Directory("/d/bb").Link("/d/ccccc", "x").Special("/d/null", FileMode.IfChr, 1, 3);

    [Fact]
    public void TheOlderRecordHasTheTypeAtItsEnd()
    {
        byte[] buffer = new byte[24];
        OpenFile directory = _tree.OpenFile("d");
        directory.Seek(5, SeekWhence.Set);

        Assert.Equal(24, directory.ReadDirectory(buffer, DirectoryFormat.Dirent).Raw);
        Assert.Equal(_tree.Find("d/null").Number, BinaryPrimitives.ReadUInt64LittleEndian(buffer));
        Assert.Equal(6, BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(8)));
        Assert.Equal(24, BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(16)));
        Assert.Equal("null\0"u8.ToArray(), buffer[18..23]);
        Assert.Equal(2, buffer[23]);
    }

    [Fact]
    public void ARecordArrivesWholeOrNotAtAll()
    {
        UserMemory.Map(new byte[30]);
        OpenFile directory = _tree.OpenFile("d");
        IoTarget target = new(new WritableUserBuffer(UserMemory.Start, 1000));

        Assert.Equal(24, directory.ReadDirectory(ref target, DirectoryFormat.Dirent64).Raw);
        Assert.Equal(1, directory.Position);
        target = new(new WritableUserBuffer(UserMemory.Start + 10, 1000));
        Assert.Equal(Errno.EFAULT, directory.ReadDirectory(ref target, DirectoryFormat.Dirent64).Error);
        Assert.Equal(1, directory.Position);
        target = new(new WritableUserBuffer(ulong.MaxValue, 1000));
        Assert.Equal(Errno.EFAULT, directory.ReadDirectory(ref target, DirectoryFormat.Dirent64).Error);
        target = new(new WritableUserBuffer(0, 23));
        Assert.Equal(Errno.EINVAL, directory.ReadDirectory(ref target, DirectoryFormat.Dirent64).Error);
    }
}
