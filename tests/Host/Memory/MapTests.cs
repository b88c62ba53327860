using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary><c>mmap(2)</c> and <c>munmap(2)</c>: errors, joining and cutting.</summary>
public sealed class MapTests
{
    private const ulong Top = UserSpace.End;

    [Theory]
    [InlineData(0UL, 0UL, MmapFlags.Private | MmapFlags.Anonymous, 0UL, Errno.EINVAL)]
    [InlineData(0UL, ulong.MaxValue, MmapFlags.Private | MmapFlags.Anonymous, 0UL, Errno.ENOMEM)]
    [InlineData(0UL, ulong.MaxValue - 4095, MmapFlags.Private | MmapFlags.Anonymous, 0UL, Errno.ENOMEM)]
    [InlineData(0UL, Top, MmapFlags.Private | MmapFlags.Anonymous, 0UL, Errno.ENOMEM)]
    [InlineData(0UL, 1UL, MmapFlags.Anonymous, 0UL, Errno.EINVAL)]
    [InlineData(0UL, 1UL, MmapFlags.SharedValidate | MmapFlags.Anonymous, 0UL, Errno.EINVAL)]
    [InlineData(0UL, 1UL, MmapFlags.Private | MmapFlags.Anonymous, 1UL, Errno.EINVAL)]
    [InlineData(0UL, 1UL, MmapFlags.Private, 0UL, Errno.EBADF)]
    [InlineData(0UL, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.HugeTlb, 0UL, Errno.ENOMEM)]
    [InlineData(0UL, 1UL, MmapFlags.Shared | MmapFlags.Anonymous | MmapFlags.GrowsDown, 0UL, Errno.EINVAL)]
    [InlineData(0UL, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.EPERM)]
    [InlineData(Base + 1, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.EINVAL)]
    [InlineData(Top, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.ENOMEM)]
    [InlineData(Top - 4096, 4097UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.ENOMEM)]
    [InlineData(0xFFFF_FFFF_FFFF_F000, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.ENOMEM)]
    [InlineData(0xFFFF_8880_0000_0000, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.ENOMEM)]
    [InlineData(Top - 4096, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.None)]
    [InlineData(0xF000UL, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.EPERM)]
    [InlineData(0x1_0000UL, 1UL, MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed, 0UL, Errno.None)]
    public void ArgumentsAreChecked(ulong address, ulong length, MmapFlags flags, ulong offset, Errno expected)
    {
        AddressSpace space = Create();

        Assert.Equal(expected, space.TryPut(address, length, ReadWrite, flags, out ulong result, null, offset));
        Assert.Equal(expected == Errno.None ? 1 : 0, space.Areas.Count);
        Assert.Equal(expected == Errno.None ? address : 0, result);
    }

    [Theory]
    [InlineData(MmapFlags.Shared, "rw-", "r-x", Errno.EACCES)]
    [InlineData(MmapFlags.Shared, "r--", "r-x", Errno.None)]
    [InlineData(MmapFlags.Shared, "rw-", "rwx", Errno.None)]
    [InlineData(MmapFlags.Private, "rwx", "r-x", Errno.None)]
    [InlineData(MmapFlags.Private, "r-x", "r--", Errno.EPERM)]
    [InlineData(MmapFlags.Private, "r--", "-wx", Errno.EACCES)]
    [InlineData(MmapFlags.SharedValidate, "r--", "r-x", Errno.None)]
    [InlineData(MmapFlags.SharedValidate | MmapFlags.Sync, "r--", "r-x", Errno.EOPNOTSUPP)]
    [InlineData(MmapFlags.Shared | MmapFlags.Sync, "r--", "r-x", Errno.None)]
    [InlineData(MmapFlags.Private | MmapFlags.GrowsDown, "r--", "r-x", Errno.EINVAL)]
    [InlineData(MmapFlags.Private | MmapFlags.HugeTlb, "r--", "r-x", Errno.EINVAL)]
    public void AFileAllowsWhatItIsOpenFor(MmapFlags flags, string rights, string access, Errno expected) =>
        Assert.Equal(
            expected,
            Create().TryPut(0, 1, Rights(rights), flags, out _, FakeFile.Mapped(1), access: Rights(access)));

    [Fact]
    public void AFileEndsBeforeTheLargestOffset() =>
        Assert.Equal(
            Errno.EOVERFLOW,
            Create().TryPut(0, 2 * Page.Size, MmapProtection.Read, MmapFlags.Private, out _, FakeFile.Mapped(1), 0x7FFF_FFFF_FFFF_F000));

    [Fact]
    public void WhatASharedFileForbidsMprotectForbidsToo()
    {
        AddressSpace space = Create();
        space.Put(0, 2, MmapProtection.Read, MmapFlags.Shared | MmapFlags.Fixed, FakeFile.Mapped(2));

        Assert.Equal(Errno.EACCES, space.Protect(At(0), Pages(1), ReadWrite));
        Assert.Equal(Errno.None, space.Protect(At(0), Pages(1), MmapProtection.Exec));
        Assert.Equal("0+1--x@0 1+1r--@1", space.Describe());
    }

    [Fact]
    public void NeighboursOfOneKindAreOneArea()
    {
        AddressSpace space = Create();
        space.Put(0, 1);
        space.Put(2, 1);
        space.Put(1, 1);
        space.Put(3, 1, MmapProtection.Read);
        space.Put(4, 1, flags: MmapFlags.Shared | MmapFlags.Anonymous | MmapFlags.Fixed);
        space.Put(5, 1, flags: MmapFlags.Shared | MmapFlags.Anonymous | MmapFlags.Fixed);

        Assert.Equal("0+3rw- 3+1r-- 4+1rw-@0 5+1rw-@0", space.Describe());
        Assert.Equal(Pages(6), space.Areas.MappedBytes);
    }

    [Fact]
    public void PagesOfAFileJoinWhereTheyFollowEachOther()
    {
        AddressSpace space = Create();
        MappedFile file = FakeFile.Mapped(8);
        MmapFlags flags = MmapFlags.Private | MmapFlags.Fixed;
        space.Put(0, 1, MmapProtection.Read, flags, file, 0);
        space.Put(1, 1, MmapProtection.Read, flags, file, 1);
        space.Put(2, 1, MmapProtection.Read, flags, file, 3);
        space.Put(3, 1, MmapProtection.Read, flags, FakeFile.Mapped(8), 4);

        Assert.Equal("0+2r--@0 2+1r--@3 3+1r--@4", space.Describe());
    }

    [Fact]
    public void FixedReplacesAndNoReplaceDoesNot()
    {
        FakePages pages = new();
        AddressSpace space = Create(pages);
        space.Put(0, 8, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, FakeFile.Mapped(8));
        pages.Put(At(2), 1, MmapProtection.Read);
        pages.Put(At(5), 2, MmapProtection.Read);

        Assert.Equal(Errno.EEXIST, space.TryPut(At(7), Pages(2), ReadWrite, Anonymous | MmapFlags.FixedNoReplace, out _));
        Assert.Equal(Errno.None, space.TryPut(At(8), Pages(2), ReadWrite, Anonymous | MmapFlags.FixedNoReplace, out _));
        space.Put(2, 2);
        Assert.Equal("0+2r--@0 2+2rw- 4+4r--@4 8+2rw-", space.Describe());
        Assert.Equal([At(5)], pages.Contents.Keys);
    }

    [Theory]
    [InlineData(Base + 1, 4096UL, Errno.EINVAL)]
    [InlineData(Base, 0UL, Errno.EINVAL)]
    [InlineData(Base, ulong.MaxValue, Errno.EINVAL)]
    [InlineData(Top, 1UL, Errno.EINVAL)]
    [InlineData(Top - 4096, 4097UL, Errno.EINVAL)]
    [InlineData(0xFFFF_8880_0000_0000, 4096UL, Errno.EINVAL)]
    [InlineData(Top - 4096, 1UL, Errno.None)]
    [InlineData(0UL, Top, Errno.None)]
    public void UnmapChecksItsRange(ulong address, ulong length, Errno expected) =>
        Assert.Equal(expected, Create().Unmap(address, length));

    [Fact]
    public void UnmapCutsAtBothEndsAndPassesHoles()
    {
        AddressSpace space = Create();
        space.Put(0, 3);
        space.Put(4, 1, MmapProtection.Read);
        space.Put(6, 4, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, FakeFile.Mapped(4));

        Assert.Equal(Errno.None, space.Unmap(At(2), Pages(6) - 1));
        Assert.Equal("0+2rw- 8+2r--@2", space.Describe());
        Assert.Equal(Errno.None, space.Unmap(At(-8), Pages(32)));
        Assert.Equal("", space.Describe());
        Assert.Equal(0UL, space.Areas.MappedBytes);
    }

    [Fact]
    public void TooManyAreasAreOutOfMemory()
    {
        AddressSpace space = new(new FakePages(), new AddressSpaceLayout(default, 0)) { MaximumAreas = 3 };
        space.Put(0, 3);
        space.Put(4, 1, MmapProtection.Read);
        space.Put(6, 1);

        Assert.Equal(Errno.ENOMEM, space.Unmap(At(1), Pages(1)));
        Assert.Equal(Errno.ENOMEM, space.Protect(At(1), Pages(1), MmapProtection.None));
        Assert.Equal(Errno.ENOMEM, space.Advise(At(1), Pages(1), MemoryAdvice.DontFork));
        Assert.Equal("0+3rw- 4+1r-- 6+1rw-", space.Describe());
        Assert.Equal(Errno.None, space.Unmap(At(2), Pages(5)));
        space.Put(4, 1);
        space.Put(6, 1);
        space.Put(8, 1);
        Assert.Equal(Errno.ENOMEM, space.TryPut(At(10), 1, ReadWrite, FixedAnonymous, out _));
    }

    [Fact]
    public void TheLimitCountsWhatIsNotReplaced()
    {
        AddressSpace space = Create();
        space.SizeLimit = Pages(4);
        space.Put(0, 3);

        Assert.Equal(Errno.ENOMEM, space.TryPut(0, Pages(2), ReadWrite, Anonymous, out _));
        Assert.Equal(Errno.None, space.TryPut(At(1), Pages(3), ReadWrite, FixedAnonymous, out _));
        Assert.Equal(Errno.ENOMEM, space.Remap(At(0), Pages(4), Pages(5), MremapFlags.MayMove, 0, out _));
        Assert.Equal("0+4rw-", space.Describe());
    }
}
