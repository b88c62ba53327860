using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary><c>mprotect(2)</c>.</summary>
public sealed class ProtectTests
{
    private const MmapProtection Grows = MmapProtection.GrowsDown | MmapProtection.GrowsUp;

    [Theory]
    [InlineData(Base + 1, 4096UL, MmapProtection.Read, Errno.EINVAL)]
    [InlineData(Base, 0UL, (MmapProtection)0x10, Errno.None)]
    [InlineData(Base, 4096UL, (MmapProtection)0x10, Errno.EINVAL)]
    [InlineData(Base, 4096UL, MmapProtection.Read | Grows, Errno.EINVAL)]
    [InlineData(Base, 4096UL, MmapProtection.GrowsUp, Errno.EINVAL)]
    [InlineData(Base, 4096UL, MmapProtection.GrowsDown, Errno.EINVAL)]
    [InlineData(Base, ulong.MaxValue, MmapProtection.Read, Errno.ENOMEM)]
    [InlineData(Base, ulong.MaxValue - 4095, MmapProtection.Read, Errno.ENOMEM)]
    [InlineData(0UL, 4096UL, MmapProtection.Read, Errno.ENOMEM)]
    [InlineData(0xFFFF_8880_0000_0000, 4096UL, MmapProtection.Read, Errno.ENOMEM)]
    [InlineData(Base, 4096UL, MmapProtection.Read | MmapProtection.Sem, Errno.None)]
    public void ArgumentsAreChecked(ulong address, ulong length, MmapProtection protection, Errno expected)
    {
        AddressSpace space = Create();
        space.Put(0, 1);

        Assert.Equal(expected, space.Protect(address, length, protection));
    }

    [Fact]
    public void AreasAreCutAndJoined()
    {
        FakePages pages = new();
        AddressSpace space = Create(pages);
        space.Put(0, 6);
        pages.Put(At(1), 1, ReadWrite);
        pages.Put(At(2), 2, ReadWrite);

        Assert.Equal(Errno.None, space.Protect(At(2), Pages(2), MmapProtection.Read));
        Assert.Equal("0+2rw- 2+2r-- 4+2rw-", space.Describe());
        Assert.Equal(ReadWrite, pages.Protections[At(1)]);
        Assert.Equal(MmapProtection.Read, pages.Protections[At(2)]);
        Assert.Equal(Errno.None, space.Protect(At(1), Pages(5), ReadWrite));
        Assert.Equal("0+6rw-", space.Describe());
    }

    [Fact]
    public void AHoleIsAnErrorAfterWhatLiesBelowIt()
    {
        AddressSpace space = Create();
        space.Put(0, 2);
        space.Put(2, 2, MmapProtection.Exec);
        space.Put(5, 1);

        Assert.Equal(Errno.ENOMEM, space.Protect(At(1), Pages(5), MmapProtection.Read));
        Assert.Equal("0+1rw- 1+3r-- 5+1rw-", space.Describe());
        Assert.Equal(Errno.ENOMEM, space.Protect(At(4), Pages(2), MmapProtection.Read));
        Assert.Equal("0+1rw- 1+3r-- 5+1rw-", space.Describe());
    }

    [Fact]
    public void AnAreaThatForbidsItIsAnErrorAfterWhatLiesBelowIt()
    {
        AddressSpace space = Create();
        space.Put(0, 1, MmapProtection.Read);
        space.Put(1, 1, MmapProtection.Read, MmapFlags.Shared | MmapFlags.Fixed, FakeFile.Mapped(1));
        space.Put(2, 1, MmapProtection.Read);

        Assert.Equal(Errno.EACCES, space.Protect(At(0), Pages(3), ReadWrite));
        Assert.Equal("0+1rw- 1+1r--@0 2+1r--", space.Describe());
    }

    [Fact]
    public void GrowsDownBeginsAtTheStacksStart()
    {
        AddressSpace space = Create();
        Assert.Equal(Errno.None, space.MapStack(At(8), Pages(4), isExecutable: false));

        Assert.Equal(Errno.None, space.Protect(At(6), Pages(1), ReadWrite | MmapProtection.Exec | MmapProtection.GrowsDown));
        Assert.Equal("4+3rwx 7+1rw-", space.Describe());
    }
}
