using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary><c>madvise(2)</c>.</summary>
public sealed class AdviseTests
{
    private readonly FakePages _pages = new();
    private readonly AddressSpace _space;

    public AdviseTests()
    {
        _space = Create(_pages);
        _space.Put(0, 4);
        _space.Put(5, 1, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, FakeFile.Mapped(1));
        _space.Put(6, 1, flags: MmapFlags.Shared | MmapFlags.Anonymous | MmapFlags.Fixed);
        foreach (int page in new[] { 0, 1, 2, 3, 5, 6 })
        {
            _pages.Put(At(page), page, ReadWrite);
        }
    }

    [Theory]
    [InlineData(Base + 1, 4096UL, MemoryAdvice.Normal, Errno.EINVAL)]
    [InlineData(Base, 4096UL, (MemoryAdvice)77, Errno.EINVAL)]
    [InlineData(Base, 4096UL, (MemoryAdvice)(-1), Errno.EINVAL)]
    [InlineData(Base, 4096UL, MemoryAdvice.HardwarePoison, Errno.EINVAL)]
    [InlineData(Base, ulong.MaxValue, MemoryAdvice.Normal, Errno.EINVAL)]
    [InlineData(Base, ulong.MaxValue - 4095, MemoryAdvice.Normal, Errno.EINVAL)]
    [InlineData(0UL, 0UL, MemoryAdvice.DontNeed, Errno.None)]
    [InlineData(0UL, 4096UL, MemoryAdvice.DontNeed, Errno.ENOMEM)]
    [InlineData(0xFFFF_8880_0000_0000, 4096UL, MemoryAdvice.DontNeed, Errno.ENOMEM)]
    [InlineData(Base, 4096UL, MemoryAdvice.WillNeed, Errno.None)]
    [InlineData(Base + 0x5000, 4096UL, MemoryAdvice.Free, Errno.EINVAL)]
    [InlineData(Base + 0x6000, 4096UL, MemoryAdvice.Free, Errno.EINVAL)]
    [InlineData(Base + 0x6000, 4096UL, MemoryAdvice.WipeOnFork, Errno.EINVAL)]
    public void ArgumentsAreChecked(ulong address, ulong length, MemoryAdvice advice, Errno expected) =>
        Assert.Equal(expected, _space.Advise(address, length, advice));

    [Fact]
    public void WhatIsNotNeededIsDroppedAcrossHoles()
    {
        Assert.Equal(Errno.ENOMEM, _space.Advise(At(2), Pages(5), MemoryAdvice.DontNeed));
        Assert.Equal([At(0), At(1)], _pages.Contents.Keys);
        Assert.Equal("0+4rw- 5+1r--@0 6+1rw-@0", _space.Describe());
    }

    [Fact]
    public void AnAreaThatDoesNotFitEndsTheCall()
    {
        Assert.Equal(Errno.EINVAL, _space.Advise(At(3), Pages(4), MemoryAdvice.Free));
        Assert.Equal([At(0), At(1), At(2), At(5), At(6)], _pages.Contents.Keys);
    }

    [Fact]
    public void AdviceForChildrenCutsAndJoins()
    {
        Assert.Equal(Errno.None, _space.Advise(At(1), Pages(2), MemoryAdvice.WipeOnFork));
        Assert.Equal("0+1rw- 1+2rw- 3+1rw-", _space.Describe()[..20]);
        Assert.Equal(VmAreaFlags.WipeOnFork, _space.Areas[1].Flags);
        Assert.Equal(Errno.None, _space.Advise(At(0), Pages(4), MemoryAdvice.DontFork));
        Assert.Equal(VmAreaFlags.WipeOnFork | VmAreaFlags.DontFork, _space.Areas[1].Flags);
        Assert.Equal(Errno.None, _space.Advise(At(0), Pages(4), MemoryAdvice.KeepOnFork));
        Assert.Equal(Errno.None, _space.Advise(At(0), Pages(4), MemoryAdvice.DoFork));
        Assert.Equal("0+4rw- 5+1r--@0 6+1rw-@0", _space.Describe());
    }
}
