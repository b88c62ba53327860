using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Page faults: what is asked for, what the area says, and the growth of stacks.</summary>
public sealed class FaultTests
{
    private readonly AddressSpace _space = Create();

    [Theory]
    [InlineData("rw-", "r", FaultAction.DemandZero, FaultAction.Retry)]
    [InlineData("rw-", "w", FaultAction.DemandZero, FaultAction.CopyOnWrite)]
    [InlineData("rw-", "x", FaultAction.SegvAccessError, FaultAction.SegvAccessError)]
    [InlineData("r--", "w", FaultAction.SegvAccessError, FaultAction.SegvAccessError)]
    [InlineData("r-x", "x", FaultAction.DemandZero, FaultAction.Retry)]
    [InlineData("---", "r", FaultAction.SegvAccessError, FaultAction.SegvAccessError)]
    [InlineData("---", "w", FaultAction.SegvAccessError, FaultAction.SegvAccessError)]
    [InlineData("-w-", "r", FaultAction.DemandZero, FaultAction.Retry)]
    [InlineData("--x", "r", FaultAction.DemandZero, FaultAction.Retry)]
    [InlineData("--x", "w", FaultAction.SegvAccessError, FaultAction.SegvAccessError)]
    public void TheAreaSaysWhatMayBeDone(string rights, string access, FaultAction absent, FaultAction present)
    {
        _space.Put(0, 1, Rights(rights));

        Assert.Equal(absent, _space.Resolve(At(0) + 8, Access(access), isPresent: false).Action);
        Assert.Equal(present, _space.Resolve(At(1) - 1, Access(access), isPresent: true).Action);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(Base - 1)]
    [InlineData(Base + 0x1000)]
    [InlineData(UserSpace.End)]
    [InlineData(0x8000_0000_0000)]
    [InlineData(0xFFFF_8880_0000_0000)]
    [InlineData(ulong.MaxValue)]
    public void NothingIsMappedElsewhere(ulong address)
    {
        _space.Put(0, 1);

        foreach (FaultAccess access in Enum.GetValues<FaultAccess>())
        {
            Assert.Equal(FaultAction.SegvMapError, _space.Resolve(address, access, isPresent: false).Action);
            Assert.Equal(FaultAction.SegvMapError, _space.Resolve(address, access, isPresent: true).Action);
        }
    }

    [Fact]
    public void AFilesPagesEndWithTheFile()
    {
        MappedFile file = new FakeFile(new byte[5000]);
        _space.Put(0, 4, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, file);

        FaultResolution last = _space.Resolve(At(1) + 4095, FaultAccess.Read, isPresent: false);
        Assert.Equal(FaultAction.FilePage, last.Action);
        Assert.Equal(4096UL, last.FileOffset);
        Assert.Same(file, last.Area!.File);
        Assert.Equal(FaultAction.BusError, _space.Resolve(At(2), FaultAccess.Read, isPresent: false).Action);
        Assert.Equal(FaultAction.SegvAccessError, _space.Resolve(At(2), FaultAccess.Write, isPresent: false).Action);
    }

    [Fact]
    public void AnEmptyFileHasNoPages()
    {
        _space.Put(0, 1, MmapProtection.Read, MmapFlags.Private | MmapFlags.Fixed, new FakeFile([]));

        Assert.Equal(FaultAction.BusError, _space.Resolve(At(0), FaultAccess.Read, isPresent: false).Action);
    }

    [Fact]
    public void AStackGrowsToItsLimit()
    {
        ulong top = At(5000);
        Stack(top, 4);

        Assert.Equal(FaultAction.StackGrowth, _space.Resolve(top - Pages(6) + 7, FaultAccess.Write, isPresent: false).Action);
        Assert.Equal(Pages(6), _space.Areas[0].Length);
        Assert.Equal(FaultAction.DemandZero, _space.Resolve(top - Pages(5), FaultAccess.Write, isPresent: false).Action);
        Assert.Equal(FaultAction.StackGrowth, _space.Resolve(top - (8 << 20), FaultAccess.Read, isPresent: false).Action);
        Assert.Equal(FaultAction.SegvMapError, _space.Resolve(top - (8 << 20) - 1, FaultAccess.Read, isPresent: false).Action);
        Assert.Equal(8UL << 20, _space.Areas.MappedBytes);
        Assert.Equal(FaultAction.SegvAccessError, _space.Resolve(top - 8, FaultAccess.Execute, isPresent: true).Action);
    }

    [Theory]
    [InlineData("rw-", 255, FaultAction.SegvMapError)]
    [InlineData("r--", 255, FaultAction.SegvMapError)]
    [InlineData("rw-", 256, FaultAction.StackGrowth)]
    [InlineData("---", 0, FaultAction.StackGrowth)]
    public void TheGapBelowAStackKeepsFreeOfNeighbours(string rights, int gap, FaultAction expected)
    {
        _space.Put(0, 1, Rights(rights));
        Stack(At(1000), 10);

        Assert.Equal(expected, _space.Resolve(At(1 + gap), FaultAccess.Write, isPresent: false).Action);
    }

    [Fact]
    public void AStackThatWasCutGrowsTogetherAgain()
    {
        Stack(At(1000), 10);
        Assert.Equal(Errno.None, _space.Unmap(At(992), Pages(2)));

        Assert.Equal(FaultAction.StackGrowth, _space.Resolve(At(992), FaultAccess.Write, isPresent: false).Action);
        Assert.Equal("990+10rw-", _space.Describe());
    }

    [Fact]
    public void AStackStaysAboveTheLowestAddress()
    {
        Stack(0x2_0000, 1);

        Assert.Equal(FaultAction.SegvMapError, _space.Resolve(UserSpace.Start - 1, FaultAccess.Write, isPresent: false).Action);
        Assert.Equal(FaultAction.StackGrowth, _space.Resolve(UserSpace.Start, FaultAccess.Write, isPresent: false).Action);
    }

    [Fact]
    public void AStackGrowsWithinTheAddressSpacesLimit()
    {
        _space.SizeLimit = Pages(5);
        Stack(At(1000), 4);

        Assert.Equal(FaultAction.SegvMapError, _space.Resolve(At(994), FaultAccess.Write, isPresent: false).Action);
        Assert.Equal(FaultAction.StackGrowth, _space.Resolve(At(995), FaultAccess.Write, isPresent: false).Action);
    }

    private static FaultAccess Access(string letter) =>
        letter switch { "r" => FaultAccess.Read, "w" => FaultAccess.Write, _ => FaultAccess.Execute };

    private void Stack(ulong top, int pages) =>
        Assert.Equal(Errno.None, _space.MapStack(top, Pages(pages), isExecutable: false));
}
