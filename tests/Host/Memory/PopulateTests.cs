using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Pages that come before they are used.</summary>
public sealed class PopulateTests
{
    private readonly Program _program = Program.Create();

    [Fact]
    public void PopulatedMemoryIsThereAtOnce()
    {
        _program.Space.Put(0, 3, flags: FixedAnonymous | MmapFlags.Populate);
        _program.Space.Put(4, 2, MmapProtection.Read, FixedAnonymous | MmapFlags.Locked);
        _program.Space.Put(8, 2, flags: FixedAnonymous | MmapFlags.Populate | MmapFlags.NonBlock);

        Assert.Equal([At(0), At(1), At(2), At(4), At(5)], _program.Pages.Table.Pages);
        Assert.True(_program.Pages.Table.Allows(At(0), UserProtection.Write));
        Assert.Equal(3, _program.Pages.ResidentPages);
        _program.Free();
    }

    [Fact]
    public void WithoutMemoryTheMappingIsThereNevertheless()
    {
        MemoryPage.Limit = MemoryPage.Count + 2;
        _program.Space.Put(0, 4, flags: FixedAnonymous | MmapFlags.Populate);
        Assert.Equal(Errno.EAGAIN, _program.Space.Populate(At(0), At(4)));
        MemoryPage.Limit = 0;

        Assert.Equal([At(0), At(1)], _program.Pages.Table.Pages);
        Assert.Equal("0+4rw-", _program.Space.Describe());
        Assert.Equal(Errno.None, _program.Space.Populate(At(0), At(4)));
        _program.Free();
    }

    [Fact]
    public void AProgramThatHasToEndPopulatesNoMore()
    {
        AddressSpace space = Create(new FakePages { TimesToGoOn = 0 });
        space.Put(0, 8);
        Assert.Equal(Errno.EAGAIN, space.Populate(At(0), At(8)));
        Assert.Equal(Errno.EINTR, space.Advise(At(0), Pages(8), MemoryAdvice.PopulateWrite));
    }

    [Fact]
    public void WhatCannotBeUsedCannotBePopulated()
    {
        _program.Space.Put(0, 1, MmapProtection.None);
        _program.Space.Put(1, 2, MmapProtection.Read, MmapFlags.Shared | MmapFlags.Fixed, FakeFile.Mapped(1));

        Assert.Equal(Errno.ENOMEM, _program.Space.Populate(At(0), At(1)));
        Assert.Equal(Errno.ENOMEM, _program.Space.Populate(At(1), At(3)));
        Assert.Equal(Errno.ENOMEM, _program.Space.Populate(At(5), At(6)));
        Assert.Equal(Errno.EINVAL, _program.Space.Advise(At(1), Pages(1), MemoryAdvice.PopulateWrite));
        Assert.Equal(Errno.EFAULT, _program.Space.Advise(At(1), Pages(2), MemoryAdvice.PopulateRead));
        _program.Free();
    }

    [Fact]
    public void ACopyThatIsDueIsMade()
    {
        _program.Space.Put(0, 1, flags: FixedAnonymous | MmapFlags.Populate);
        Program child = _program.TryFork()!;

        Assert.False(child.Pages.Table.Allows(At(0), UserProtection.Write));
        Assert.Equal(Errno.None, child.Space.Populate(At(0), At(1)));
        Assert.True(child.Pages.Table.Allows(At(0), UserProtection.Write));
        _program.Free();
        child.Free();
    }
}
