using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>What of an address space a child gets, and what becomes of a fork that fails.</summary>
public sealed class ForkTests
{
    private readonly FakePages _pages = new();
    private readonly FakePages _childPages = new();
    private readonly AddressSpace _space;

    public ForkTests()
    {
        _space = Create(_pages);
        _space.Put(0, 3);
        _space.Put(4, 1, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, FakeFile.Mapped(9), filePage: 5);
        for (int page = 0; page < 3; page++)
        {
            _pages.Put(At(page), page + 1, ReadWrite);
        }
    }

    [Fact]
    public void AChildHasWhatItsParentHas()
    {
        AddressSpace child = _space.TryFork(_childPages)!;

        Assert.Equal("0+3rw- 4+1r--@5", child.Describe());
        Assert.Same(_space.Areas[1].File, child.Areas[1].File);
        Assert.Equal(_space.Areas.MappedBytes, child.Areas.MappedBytes);
        Assert.Equal(_pages.Contents, _childPages.Contents);
        Assert.Equal(Errno.None, child.Unmap(At(0), Pages(1)));
        Assert.Equal("0+3rw- 4+1r--@5", _space.Describe());
        Assert.Equal(3, _pages.Contents.Count);
    }

    [Fact]
    public void AdviceForChildrenIsTaken()
    {
        Assert.Equal(Errno.None, _space.Advise(At(0), Pages(1), MemoryAdvice.DontFork));
        Assert.Equal(Errno.None, _space.Advise(At(2), Pages(1), MemoryAdvice.WipeOnFork));
        AddressSpace child = _space.TryFork(_childPages)!;

        Assert.Equal("1+1rw- 2+1rw- 4+1r--@5", child.Describe());
        Assert.Equal([At(1)], _childPages.Contents.Keys);
        Assert.Equal(VmAreaFlags.WipeOnFork, child.Areas[1].Flags);
    }

    [Fact]
    public void TheHeapTheStackAndTheLimitsAreTheParents()
    {
        _space.StartBreak(At(100));
        Assert.Equal(At(102), _space.SetBreak(At(102)));
        Assert.Equal(Errno.None, _space.MapStack(At(9000), Pages(2), isExecutable: false));
        _space.StackLimit = Pages(3);
        _space.DataLimit = Pages(6);
        _space.SizeLimit = Pages(20);
        AddressSpace child = _space.TryFork(_childPages)!;

        Assert.Equal(At(103), child.SetBreak(At(103)));
        Assert.Equal(At(103), child.SetBreak(At(105)));
        Assert.Equal(FaultAction.StackGrowth, child.Resolve(At(8997), FaultAccess.Write, isPresent: false).Action);
        Assert.Equal(FaultAction.SegvMapError, child.Resolve(At(8996), FaultAccess.Write, isPresent: false).Action);
        Assert.Equal(Errno.ENOMEM, child.TryPut(At(0), Pages(12), MmapProtection.Read, Anonymous, out _));
        Assert.Equal(At(102), _space.Break);
    }

    [Fact]
    public void WithoutMemoryForTablesNothingIsLeft()
    {
        _childPages.HasMemory = false;

        Assert.Null(_space.TryFork(_childPages));
        Assert.Empty(_childPages.Contents);
        Assert.False(_pages.IsSharing);
        Assert.Equal(3, _pages.Contents.Count);
    }

    [Fact]
    public void AfterwardsNobodyUsesOldTranslations()
    {
        Assert.NotNull(_space.TryFork(_childPages));
        Assert.False(_pages.IsSharing);
    }

    [Fact]
    public void ClearingUnmapsEverything()
    {
        _space.Clear();

        Assert.Equal((0, 0UL), (_space.Areas.Count, _space.Areas.MappedBytes));
        Assert.Empty(_pages.Contents);
    }
}
