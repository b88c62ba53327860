using System;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Syscalls;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Lists of buffers. What Linux answers was tried on Linux.</summary>
public sealed class VectorTests
{
    /// <summary>Where the buffers are in memory, behind the list.</summary>
    private const int DataOffset = 0x8000;

    private const ulong Data = UserMemory.Start + DataOffset;
    private const ulong Largest = 0x7fff_f000;

    private readonly IoVectorBuffer _buffer = new();

    [Fact]
    public void BuffersAreFilledOneAfterTheOther()
    {
        OpenFile file = new TestTree().File("/f", "0123456789").OpenFile("/f");
        IoTarget target = Target((Data, 3), (Data + 8, 0), (Data + 4, 2), (0, 0), (Data + 10, 20));

        Assert.Equal(10, file.Read(ref target).Raw);
        Assert.Equal("012-34----56789-", Text(16));
        Assert.Equal(10, file.Position);
    }

    [Fact]
    public void ABufferThatCannotBeFilledEndsTheRead()
    {
        OpenFile file = new TestTree().File("/f", "0123456789").OpenFile("/f");
        IoTarget target = Target((Data, 3), (8, 3), (Data + 4, 3));

        Assert.Equal(3, file.Read(ref target).Raw);
        Assert.Equal("012-----", Text(8));
        Assert.Equal(3, file.Position);
    }

    [Fact]
    public void ZerosGoThroughAllBuffers()
    {
        IoTarget target = Target((Data, 1), (0, 0), (Data + 2, 2));
        Assert.Equal(3UL, target.PutZeros());
        Assert.Equal("\0-\0\0-", Text(5));
        target = Target((Data, 1), (8, 1), (Data + 2, 2));
        Assert.Equal(1UL, target.PutZeros());
    }

    [Fact]
    public void BytesAreTakenFromAllBuffers()
    {
        ReadOnlySpan<IoVector> vectors =
            Import([(Data, 1), (0, 0), (Data + 2, 3), (8, 1)], out ulong total, out Errno error, memory: "abcdef");
        IoSource source = new(vectors, total);
        byte[] bytes = new byte[6];

        Assert.Equal(Errno.None, error);
        Assert.Equal(2, source.Take(bytes.AsSpan(0, 2)));
        Assert.Equal(2, source.Take(bytes.AsSpan(2)));
        Assert.Equal("acde"u8.ToArray(), bytes[..4]);
        Assert.Equal(1UL, source.Remaining);
    }

    [Fact]
    public void WrongListsAreRefused()
    {
        Assert.Equal(Errno.EFAULT, ErrorOf((ulong.MaxValue, 1)));
        Assert.Equal(Errno.EFAULT, ErrorOf((Data, 1), (UserMemory.End, 1)));
        Assert.Equal(Errno.EINVAL, ErrorOf((ulong.MaxValue, 1), (Data, 1UL << 63)));
        Assert.Equal(Errno.EINVAL, ErrorOf((Data, ulong.MaxValue)));
        Assert.Equal(Errno.EFAULT, ErrorOf((UserMemory.Start, 1UL << 62), (Data, 1)));

        UserMemory.Map(new byte[16 * 1024]);
        Assert.Equal(Errno.None, _buffer.TryImport(new(UserMemory.Start), 1024, out _, out _));
        Assert.Equal(Errno.EINVAL, _buffer.TryImport(new(UserMemory.Start), 1025, out _, out _));
        Assert.Equal(Errno.EINVAL, _buffer.TryImport(new(UserMemory.Start), uint.MaxValue, out _, out _));
        Assert.Equal(Errno.EFAULT, _buffer.TryImport(new(UserMemory.Start + 1), 1024, out _, out _));
        Assert.Equal(Errno.EFAULT, _buffer.TryImport(new(ulong.MaxValue - 15), 2, out _, out _));
        Assert.Equal(Errno.EFAULT, _buffer.TryImport(new(UserMemory.End + 1), 0, out _, out _));
        Assert.Equal(Errno.None, _buffer.TryImport(new(0), 0, out ReadOnlySpan<IoVector> none, out ulong total));
        Assert.Equal((0, 0UL), (none.Length, total));
    }

    [Fact]
    public void LengthsAreCutToWhatOneCallTransfers()
    {
        // A single buffer is cut before it is looked at, one of several behind it.
        Assert.Equal(Errno.None, ErrorOf((UserMemory.Start, 1UL << 62)));
        Import([(Data, Largest - 1), (Data, 5), (Data, 5)], out ulong total, out Errno error);
        Assert.Equal((Errno.None, Largest), (error, total));
    }

    private IoTarget Target(params (ulong Address, ulong Length)[] vectors)
    {
        ReadOnlySpan<IoVector> imported = Import(vectors, out ulong total, out Errno error);
        Assert.Equal(Errno.None, error);
        return new IoTarget(imported, total);
    }

    private Errno ErrorOf(params (ulong Address, ulong Length)[] vectors)
    {
        Import(vectors, out _, out Errno error);
        return error;
    }

    private ReadOnlySpan<IoVector> Import(
        (ulong Address, ulong Length)[] vectors, out ulong total, out Errno error, string memory = "----------------")
    {
        byte[] list = [.. vectors.SelectMany(static vector =>
            BitConverter.GetBytes(vector.Address).Concat(BitConverter.GetBytes(vector.Length)))];
        byte[] bytes = [.. list, .. new byte[DataOffset - list.Length], .. Encoding.ASCII.GetBytes(memory)];
        UserMemory.Map(bytes);
        error = _buffer.TryImport(
            new UserRef<IoVector>(UserMemory.Start), (uint)vectors.Length, out ReadOnlySpan<IoVector> imported, out total);
        return imported;
    }

    private static string Text(int length) => Encoding.ASCII.GetString(UserMemory.Bytes.Slice(DataOffset, length));
}
