using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary><c>mremap(2)</c>.</summary>
public sealed class RemapTests
{
    private const MremapFlags Fixed = MremapFlags.MayMove | MremapFlags.Fixed;
    private const MremapFlags Keep = MremapFlags.MayMove | MremapFlags.DontUnmap;

    private readonly FakePages _pages = new();
    private readonly AddressSpace _space;

    public RemapTests()
    {
        _space = Create(_pages);
        _space.Put(0, 4);
        _space.Put(4, 2, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, FakeFile.Mapped(8), 2);
        _pages.Put(At(1), 1, ReadWrite);
        _pages.Put(At(3), 3, ReadWrite);
        _pages.Put(At(5), 5, MmapProtection.Read);
    }

    [Theory]
    [InlineData(0, 1, 1, (MremapFlags)8, 20, Errno.EINVAL)]
    [InlineData(0, 1, 1, MremapFlags.Fixed, 20, Errno.EINVAL)]
    [InlineData(0, 1, 1, MremapFlags.DontUnmap, 20, Errno.EINVAL)]
    [InlineData(0, 1, 2, Keep, 20, Errno.EINVAL)]
    [InlineData(0, 1, 0, MremapFlags.None, 0, Errno.EINVAL)]
    [InlineData(0, 0, 1, MremapFlags.MayMove, 0, Errno.EINVAL)]
    [InlineData(6, 1, 1, MremapFlags.None, 0, Errno.EFAULT)]
    [InlineData(3, 2, 3, MremapFlags.MayMove, 0, Errno.EFAULT)]
    [InlineData(0, 4, 5, MremapFlags.None, 0, Errno.ENOMEM)]
    [InlineData(0, 2, 3, MremapFlags.None, 0, Errno.ENOMEM)]
    [InlineData(0, 4, 4, Fixed, 3, Errno.EINVAL)]
    [InlineData(2, 2, 2, Fixed, 1, Errno.EINVAL)]
    [InlineData(0, 0, 1, Fixed, 0, Errno.EINVAL)]
    public void ArgumentsAreChecked(int page, int oldPages, int newPages, MremapFlags flags, int newPage, Errno expected) =>
        Assert.Equal(expected, _space.Remap(At(page), Pages(oldPages), Pages(newPages), flags, At(newPage), out _));

    [Theory]
    [InlineData(Base + 1, 4096UL, 8192UL, MremapFlags.MayMove, 0UL, Errno.EINVAL)]
    [InlineData(Base, 4096UL, 4096UL, Fixed, Base + 0x8001, Errno.EINVAL)]
    [InlineData(Base, 4096UL, 4096UL, Fixed, UserSpace.End, Errno.EINVAL)]
    [InlineData(Base, 4096UL, 4096UL, Fixed, 0xFFFF_8880_0000_0000, Errno.EINVAL)]
    [InlineData(Base, 4096UL, 4096UL, Fixed, 0UL, Errno.EPERM)]
    [InlineData(Base, 4096UL, 0x7FFF_FFFF_F001UL, Fixed, 0UL, Errno.EINVAL)]
    [InlineData(Base, 4096UL, ulong.MaxValue, MremapFlags.MayMove, 0UL, Errno.EINVAL)]
    [InlineData(Base, 4096UL, ulong.MaxValue - 4095, MremapFlags.MayMove, 0UL, Errno.ENOMEM)]
    [InlineData(Base, ulong.MaxValue - 4095, 4096UL, MremapFlags.None, 0UL, Errno.EINVAL)]
    [InlineData(Base, ulong.MaxValue, 4096UL, MremapFlags.MayMove, 0UL, Errno.EINVAL)]
    public void OddNumbersAreChecked(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, Errno expected)
    {
        Assert.Equal(expected, _space.Remap(address, oldLength, newLength, flags, newAddress, out _));
        Assert.Equal("0+4rw- 4+2r--@2", _space.Describe());
    }

    [Fact]
    public void ShrinkingDropsTheEnd()
    {
        Assert.Equal(Errno.None, _space.Remap(At(0), Pages(4) - 5, Pages(1) + 1, MremapFlags.None, 0, out ulong place));
        Assert.Equal(At(0), place);
        Assert.Equal("0+2rw- 4+2r--@2", _space.Describe());
        Assert.Equal([At(1), At(5)], _pages.Contents.Keys);
    }

    [Fact]
    public void GrowingInPlaceTakesFreeRoom()
    {
        _space.Put(9, 1);

        Assert.Equal(Errno.ENOMEM, _space.Remap(At(4), Pages(2), Pages(6), MremapFlags.None, 0, out _));
        Assert.Equal(Errno.None, _space.Remap(At(5), Pages(1), Pages(4), MremapFlags.None, 0, out ulong place));
        Assert.Equal(At(5), place);
        Assert.Equal("0+4rw- 4+5r--@2 9+1rw-", _space.Describe());
        Assert.Equal(Pages(10), _space.Areas.MappedBytes);
    }

    [Fact]
    public void GrowingUntilTheNextAreaJoinsIt()
    {
        _space.Put(8, 1, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, _space.Areas[1].File, 6);

        Assert.Equal(Errno.None, _space.Remap(At(4), Pages(2), Pages(4), MremapFlags.None, 0, out _));
        Assert.Equal("0+4rw- 4+5r--@2", _space.Describe());
    }

    [Fact]
    public void WithoutRoomItMovesAndPagesMoveAlong()
    {
        ulong top = _space.Layout.MmapTop;

        Assert.Equal(Errno.None, _space.Remap(At(1), Pages(3), Pages(5), MremapFlags.MayMove, 0, out ulong place));
        Assert.Equal(top - Pages(5), place);
        Assert.Equal("0+1rw- 4+2r--@2", _space.Describe()[..15]);
        Assert.Equal([At(5), place, place + Pages(2)], _pages.Contents.Keys);
        Assert.Equal(Pages(8), _space.Areas.MappedBytes);
    }

    [Fact]
    public void AFixedPlaceIsClearedFirst()
    {
        Assert.Equal(Errno.None, _space.Remap(At(5), Pages(1), Pages(2), Fixed, At(2), out ulong place));
        Assert.Equal(At(2), place);
        Assert.Equal("0+2rw- 2+2r--@3 4+1r--@2", _space.Describe());
        Assert.Equal(5, _pages.Contents[At(2)]);
        Assert.Equal([At(1), At(2)], _pages.Contents.Keys);
    }

    [Fact]
    public void WhatIsKeptIsMappedAndEmpty()
    {
        Assert.Equal(Errno.None, _space.Remap(At(4), Pages(2), Pages(2), Keep | MremapFlags.Fixed, At(10), out _));
        Assert.Equal("0+4rw- 4+2r--@2 10+2r--@2", _space.Describe());
        Assert.Equal([At(1), At(3), At(11)], _pages.Contents.Keys);
        Assert.Equal(Errno.None, _space.Remap(At(0), Pages(2), Pages(2), Keep, At(20), out ulong place));
        Assert.Equal(At(20), place);
    }

    [Fact]
    public void OnlyWhatIsSharedIsMappedTwice()
    {
        _space.Put(10, 1, flags: MmapFlags.Shared | MmapFlags.Anonymous | MmapFlags.Fixed);
        _space.Put(12, 2, MmapProtection.Read, MmapFlags.Shared | MmapFlags.Fixed, FakeFile.Mapped(8), 1);

        Assert.Equal(Errno.EINVAL, _space.Remap(At(0), 0, Pages(1), MremapFlags.MayMove, 0, out _));
        Assert.Equal(Errno.None, _space.Remap(At(10), 0, Pages(1), Fixed, At(30), out _));
        Assert.Same(_space.Areas.Find(At(10))!.File, _space.Areas.Find(At(30))!.File);
        Assert.Equal(Errno.None, _space.Unmap(At(30), Pages(1)));
        Assert.Equal(Errno.None, _space.Remap(At(13), 0, Pages(1), Fixed, At(20), out _));
        Assert.Equal(Errno.EFAULT, _space.Remap(At(20), 0, Pages(1), Fixed, At(20), out _));
        Assert.Equal(Errno.None, _space.Remap(At(13), 0, Pages(1), Fixed, At(20), out _));
        Assert.EndsWith("12+2r--@1 20+1r--@2", _space.Describe(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutMemoryForTablesNothingMoves()
    {
        _pages.HasMemory = false;

        Assert.Equal(Errno.ENOMEM, _space.Remap(At(0), Pages(4), Pages(5), MremapFlags.MayMove, 0, out _));
        Assert.Equal("0+4rw- 4+2r--@2", _space.Describe());
    }
}
