using System;
using System.Linq;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Bytes between files and memory that ends too early, or is not the program's. What Linux answers was tried on Linux.</summary>
public sealed class TransferTests
{
    private const int Mapped = 8;

    private readonly TestTree _tree = new TestTree().File("/f", "0123456789").Directory("/dev")
        .Special("/dev/null", FileMode.IfChr, 1, 3).Special("/dev/zero", FileMode.IfChr, 1, 5).Special("/dev/full", FileMode.IfChr, 1, 7)
        .Special("/dev/urandom", FileMode.IfChr, 1, 9).Special("/dev/console", FileMode.IfChr, 5, 1);

    public TransferTests() => UserMemory.Map(Enumerable.Repeat((byte)'-', Mapped).ToArray());

    [Theory]
    [InlineData(0, 3, 3, "012-----")]
    [InlineData(5, 3, 3, "-----012")]
    [InlineData(5, 9, 3, "-----012")]
    [InlineData(8, 1, -(int)Errno.EFAULT, "--------")]
    [InlineData(8, 0, 0, "--------")]
    public void AReadCountsWhatArrivedAndAdvancesByIt(ulong offset, ulong length, long expected, string memory)
    {
        OpenFile file = _tree.OpenFile("f");

        Assert.Equal(expected, Read(file, UserMemory.Start + offset, length).Raw);
        Assert.Equal(memory, Text());
        Assert.Equal(Math.Max(expected, 0), file.Position);
        Assert.Equal(expected, ReadAt(file, 0, UserMemory.Start + offset, length).Raw);
        Assert.Equal(Math.Max(expected, 0), file.Position);
    }

    [Theory]
    [InlineData("f")]
    [InlineData("dev/null")]
    [InlineData("dev/zero")]
    [InlineData("dev/urandom")]
    [InlineData("dev/console")]
    public void AddressesThatAreNotTheProgramsAreRefusedFirst(string path)
    {
        OpenFile file = _tree.OpenFile(path);
        foreach ((ulong address, ulong length) in new[]
            { (UserMemory.End, 1UL), (UserMemory.End + 1, 0UL), (ulong.MaxValue, 1UL), (UserMemory.Start, ulong.MaxValue), (0UL, 1UL << 47) })
        {
            Assert.Equal(Errno.EFAULT, Read(file, address, length).Error);
        }
    }

    [Fact]
    public void TheEndOfATransferIsAnOffset()
    {
        OpenFile file = _tree.OpenFile("f");
        Assert.Equal(Errno.EINVAL, ReadAt(file, long.MaxValue - 3, UserMemory.Start, 4).Error);
        Assert.Equal(0, ReadAt(file, long.MaxValue - 4, UserMemory.Start, 4).Raw);
        file.Seek(long.MaxValue, SeekWhence.Set);
        Assert.Equal(Errno.EINVAL, Read(file, UserMemory.Start, 1).Error);
        Assert.Equal(0, Read(file, UserMemory.Start, 0).Raw);
    }

    [Fact]
    public void OneCallTransfersLessThanTwoGibibytes()
    {
        Assert.Equal(0x7fff_f000, Write(_tree.OpenFile("dev/null", OpenFlags.WrOnly), 0, 1UL << 40).Raw);
        Assert.Equal(0x7fff_efff, Write(_tree.OpenFile("dev/null", OpenFlags.WrOnly), 0, 0x7fff_efff).Raw);
    }

    [Theory]
    [InlineData("zero", 0, 20, 8, "\0\0\0\0\0\0\0\0")]
    [InlineData("zero", 6, 2, 2, "------\0\0")]
    [InlineData("zero", 8, 1, -(int)Errno.EFAULT, "--------")]
    [InlineData("full", 6, 20, 2, "------\0\0")]
    [InlineData("urandom", 6, 20, 2, "------\u0001\u0002")]
    [InlineData("urandom", 8, 1, -(int)Errno.EFAULT, "--------")]
    [InlineData("null", 8, 1, 0, "--------")]
    [InlineData("console", 6, 20, 2, "------ab")]
    [InlineData("console", 8, 1, -(int)Errno.EFAULT, "--------")]
    [InlineData("console", 8, 0, 0, "--------")]
    public void ADeviceFillsWhatItCan(string name, ulong offset, ulong length, long expected, string memory)
    {
        _tree.Console.Type("abc\u0004"u8);
        _tree.Console.TakeSent();

        Assert.Equal(expected, Read(_tree.OpenFile("dev/" + name), UserMemory.Start + offset, length).Raw);
        Assert.Equal(memory, Text());
    }

    [Theory]
    [InlineData("null", 6, 20, 20)]
    [InlineData("null", 8, 1, 1)]
    [InlineData("zero", 8, 1, 1)]
    [InlineData("full", 0, 1, -(int)Errno.ENOSPC)]
    [InlineData("urandom", 6, 20, 2)]
    [InlineData("urandom", 8, 1, -(int)Errno.EFAULT)]
    [InlineData("console", 0, 8, 8)]
    [InlineData("console", 0, 9, -(int)Errno.EFAULT)]
    public void ADeviceTakesWhatItCan(string name, ulong offset, ulong length, long expected)
    {
        Assert.Equal(expected, Write(_tree.OpenFile("dev/" + name, OpenFlags.WrOnly), UserMemory.Start + offset, length).Raw);
        Assert.Equal(name == "console" && expected > 0 ? 8 : 0, _tree.Console.TakeSent().Length);
    }

    [Fact]
    public void AConsoleWritesChunksThatItCanReadWhole()
    {
        UserMemory.Map(new byte[5000]);
        OpenFile console = _tree.OpenFile("dev/console", OpenFlags.WrOnly);

        Assert.Equal(4096, Write(console, UserMemory.Start, 6000).Raw);
        Assert.Equal(4096, _tree.Console.TakeSent().Length);
        Assert.Equal(5000, Write(console, UserMemory.Start, 5000).Raw);
    }

    [Fact]
    public void LongRandomBytesGoOn()
    {
        UserMemory.Map(new byte[1000]);
        Assert.Equal(1000, Read(_tree.OpenFile("dev/urandom"), UserMemory.Start, 1000).Raw);
        Assert.Equal(Enumerable.Range(1, 1000).Select(static value => (byte)value), UserMemory.Bytes.ToArray());
        UserMemory.Bytes.Fill(7);
        Assert.Equal(1000, Write(_tree.OpenFile("dev/urandom", OpenFlags.WrOnly), UserMemory.Start, 1000).Raw);
        Assert.Equal(Enumerable.Repeat((byte)7, 1000), _tree.Random.Mixed);
    }

    [Fact]
    public void KernelBytesAreASourceToo()
    {
        IoSource source = new("hello"u8);
        Assert.Equal(5, _tree.OpenFile("dev/console", OpenFlags.WrOnly).Write(ref source).Raw);
        Assert.Equal("hello"u8, _tree.Console.TakeSent());
        Assert.Equal(0UL, source.Remaining);
        Assert.Equal(0, source.Take(new byte[3]));
    }

    private static string Text() => string.Concat(UserMemory.Bytes.ToArray().Select(static value => (char)value));

    private static IoResult Read(OpenFile file, ulong address, ulong length)
    {
        IoTarget target = new(new WritableUserBuffer(address, length));
        return file.Read(ref target);
    }

    private static IoResult ReadAt(OpenFile file, long offset, ulong address, ulong length)
    {
        IoTarget target = new(new WritableUserBuffer(address, length));
        return file.ReadAt(offset, ref target);
    }

    private static IoResult Write(OpenFile file, ulong address, ulong length)
    {
        IoSource source = new(new ReadableUserBuffer(address, length));
        return file.Write(ref source);
    }
}
