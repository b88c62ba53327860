using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Nobody is promised more memory at once than the machine has.</summary>
public sealed class OvercommitTests
{
    private const MmapFlags SharedAnonymous = MmapFlags.Shared | MmapFlags.Anonymous | MmapFlags.Fixed;

    private readonly AddressSpace _space = Create(new FakePages { MemorySize = Pages(10) });

    [Theory]
    [InlineData("rw-", FixedAnonymous, Errno.ENOMEM)]
    [InlineData("rw-", SharedAnonymous, Errno.ENOMEM)]
    [InlineData("r--", SharedAnonymous, Errno.ENOMEM)]
    [InlineData("r--", FixedAnonymous, Errno.None)]
    [InlineData("---", FixedAnonymous, Errno.None)]
    [InlineData("rw-", FixedAnonymous | MmapFlags.NoReserve, Errno.None)]
    [InlineData("rw-", SharedAnonymous | MmapFlags.NoReserve, Errno.None)]
    public void OnlyMemoryThatCanBeWrittenIsPromised(string rights, MmapFlags flags, Errno expected)
    {
        Assert.Equal(expected, _space.TryPut(At(0), Pages(11), Rights(rights), flags, out _));
        Assert.Equal(Errno.None, _space.TryPut(At(20), Pages(10), Rights(rights), flags, out _));
        Assert.Equal(Errno.None, _space.TryPut(At(40), Pages(10), Rights(rights), flags, out _));
    }

    [Fact]
    public void WhatWasReservedIsPromisedInParts()
    {
        _space.Put(0, 100, MmapProtection.None);
        _space.Put(200, 100, MmapProtection.None, FixedAnonymous | MmapFlags.NoReserve);

        Assert.Equal(Errno.ENOMEM, _space.Protect(At(0), Pages(11), ReadWrite));
        Assert.Equal(Errno.None, _space.Protect(At(0), Pages(10), ReadWrite));
        Assert.Equal(Errno.None, _space.Protect(At(200), Pages(100), ReadWrite));
    }

    [Fact]
    public void TheHeapAndMappingsGrowInSteps()
    {
        _space.Put(0, 5);
        _space.StartBreak(At(100));

        Assert.Equal(Errno.ENOMEM, _space.Remap(At(0), Pages(5), Pages(16), MremapFlags.MayMove, 0, out _));
        Assert.Equal(Errno.None, _space.Remap(At(0), Pages(5), Pages(15), MremapFlags.MayMove, 0, out _));
        Assert.Equal(At(100), _space.SetBreak(At(111)));
        Assert.Equal(At(110), _space.SetBreak(At(110)));
        Assert.Equal(At(120), _space.SetBreak(At(120)));
    }
}
