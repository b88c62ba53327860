using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary><c>brk(2)</c>.</summary>
public sealed class BreakTests
{
    private readonly FakePages _pages = new();
    private readonly AddressSpace _space;

    public BreakTests()
    {
        _space = Create(_pages);
        _space.StartBreak(At(0) - 5);
    }

    [Fact]
    public void TheHeapBeginsEmptyOnAPage()
    {
        Assert.Equal(At(0), _space.BreakStart);
        Assert.Equal(At(0), _space.SetBreak(0));
        Assert.Equal(0, _space.Areas.Count);
    }

    [Fact]
    public void TheBreakIsAByteAndTheHeapIsPages()
    {
        Assert.Equal(At(0) + 1, _space.SetBreak(At(0) + 1));
        Assert.Equal("0+1rw-", _space.Describe());
        Assert.Equal(At(3) - 1, _space.SetBreak(At(3) - 1));
        Assert.Equal("0+3rw-", _space.Describe());
        _pages.Put(At(2), 1, ReadWrite);
        Assert.Equal(At(2), _space.SetBreak(At(2)));
        Assert.Equal("0+2rw-", _space.Describe());
        Assert.Empty(_pages.Contents);
        Assert.Equal(At(0), _space.SetBreak(At(0)));
        Assert.Equal(0, _space.Areas.Count);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(Base - 1)]
    [InlineData(UserSpace.End)]
    [InlineData(UserSpace.End + 1)]
    [InlineData(0xFFFF_8880_0000_0000)]
    [InlineData(ulong.MaxValue)]
    public void AnImpossibleEndLeavesTheOldOne(ulong address)
    {
        _space.SetBreak(At(1));
        _space.SizeLimit = Pages(1000);

        Assert.Equal(At(1), _space.SetBreak(address));
        Assert.Equal("0+1rw-", _space.Describe());
    }

    [Fact]
    public void LimitsLeaveTheOldEnd()
    {
        _space.DataLimit = Pages(3);
        Assert.Equal(At(0), _space.SetBreak(At(3) + 1));
        Assert.Equal(At(3), _space.SetBreak(At(3)));
        _space.DataLimit = ulong.MaxValue;
        _space.SizeLimit = Pages(4);
        Assert.Equal(At(3), _space.SetBreak(At(5)));
        Assert.Equal(At(4), _space.SetBreak(At(4)));
    }

    [Fact]
    public void OnePageStaysFreeBehindTheHeap()
    {
        _space.Put(4, 1);

        Assert.Equal(At(0), _space.SetBreak(At(4)));
        Assert.Equal(At(3), _space.SetBreak(At(3)));
        Assert.Equal(At(3), _space.SetBreak(At(6)));
    }

    [Fact]
    public void TheGapOfAStackStaysFree()
    {
        Assert.Equal(Errno.None, _space.MapStack(At(1000), Pages(100), isExecutable: false));

        Assert.Equal(At(0), _space.SetBreak(At(900 - 256)));
        Assert.Equal(At(900 - 257), _space.SetBreak(At(900 - 257)));
    }

    [Fact]
    public void AHeapThatTheProgramUnmappedStaysWhereItIs()
    {
        _space.SetBreak(At(4));
        _space.Unmap(At(0), Pages(4));

        Assert.Equal(At(4), _space.SetBreak(At(2)));
        Assert.Equal(At(5), _space.SetBreak(At(5)));
        Assert.Equal("4+1rw-", _space.Describe());
    }
}
