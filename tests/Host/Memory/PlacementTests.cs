using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Where mappings go that do not say where, and where the parts of a program go.</summary>
public sealed class PlacementTests
{
    private static readonly ulong s_top = Create().Layout.MmapTop;

    [Fact]
    public void MappingsGoDownwardsFromTheTopAndFillHoles()
    {
        AddressSpace space = Create();

        Assert.Equal(s_top - Pages(4), Map(space, 0, 4));
        Assert.Equal(s_top - Pages(8), Map(space, 0, 4));
        Assert.Equal(s_top - Pages(9), Map(space, 0, 1));
        Assert.Equal(Errno.None, space.Unmap(s_top - Pages(6), Pages(2)));
        Assert.Equal(s_top - Pages(12), Map(space, 0, 3));
        Assert.Equal(s_top - Pages(6), Map(space, 0, 2));
        Assert.Equal(1, space.Areas.Count);
    }

    [Theory]
    [InlineData(Base, Base)]
    [InlineData(Base + 0x123, Base)]
    [InlineData(0x2000UL, UserSpace.Start)]
    [InlineData(UserSpace.End - 4096, UserSpace.End - 4096)]
    public void AFreeHintIsFollowed(ulong hint, ulong expected) => Assert.Equal(expected, Map(Create(), hint, 1));

    [Theory]
    [InlineData(0UL)]
    [InlineData(0x123UL)]
    [InlineData(UserSpace.End)]
    [InlineData(0xFFFF_8880_0000_0000)]
    [InlineData(ulong.MaxValue)]
    public void AnImpossibleHintIsIgnored(ulong hint) => Assert.Equal(s_top - Pages(1), Map(Create(), hint, 1));

    [Fact]
    public void ATakenHintIsIgnored()
    {
        AddressSpace space = Create();
        space.Put(4, 1);

        Assert.Equal(s_top - Pages(2), Map(space, At(3), 2));
        Assert.Equal(At(3), Map(space, At(3), 1));
    }

    [Fact]
    public void AStackKeepsItsGapFree()
    {
        AddressSpace space = Create();
        ulong stack = s_top - Pages(10);
        Assert.Equal(Errno.None, space.MapStack(stack + Pages(4), Pages(4), isExecutable: false));

        Assert.Equal(s_top - Pages(6), Map(space, 0, 6));
        Assert.Equal(stack - UserSpace.StackGuardGap - Pages(1), Map(space, 0, 1));
        Assert.Equal(stack - UserSpace.StackGuardGap - Pages(2), Map(space, stack - UserSpace.StackGuardGap, 1));
    }

    [Fact]
    public void WhenTheRoomBelowIsFullItGoesOnAbove()
    {
        AddressSpace space = Create();
        Assert.Equal(Errno.None, space.TryPut(UserSpace.Start, s_top - UserSpace.Start, MmapProtection.None, FixedAnonymous, out _));

        Assert.Equal(s_top, Map(space, 0, 1));
        Assert.Equal(Errno.ENOMEM, space.TryPut(0, UserSpace.End - s_top, ReadWrite, Anonymous, out _));
        Assert.Equal(Errno.None, space.TryPut(s_top, UserSpace.End - s_top, ReadWrite, FixedAnonymous, out _));
        Assert.Equal(Errno.ENOMEM, space.TryPut(0, 1, ReadWrite, Anonymous, out _));
    }

    [Fact]
    public void TheFirstTwoGibibytesAreFoundOnRequest()
    {
        AddressSpace space = Create();
        MmapFlags flags = Anonymous | MmapFlags.Low2Gib;

        Assert.Equal(Errno.None, space.TryPut(0, 1UL << 30, ReadWrite, flags, out ulong place));
        Assert.Equal(0x4000_0000UL, place);
        Assert.Equal(Errno.ENOMEM, space.TryPut(0, 1, ReadWrite, flags, out _));
    }

    [Fact]
    public void WithoutRandomnessTheLayoutIsThatOfLinux()
    {
        AddressSpaceLayout layout = new(default, 8 << 20);

        Assert.Equal(0x7FFF_FFFF_F000UL, layout.StackTop);
        Assert.Equal(0x5555_5555_4000UL, layout.ImageBase);
        Assert.Equal(0UL, layout.BreakOffset);
        Assert.Equal(0x7FFF_FFFF_F000UL - (8 << 20) - (16UL << 30) - (1 << 20), layout.MmapTop);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(8UL << 20)]
    [InlineData(1UL << 46)]
    [InlineData(ulong.MaxValue)]
    public void EveryRandomLayoutHasRoom(ulong stackLimit)
    {
        foreach (ulong word in new ulong[] { 0, 1, ulong.MaxValue, 0x9E37_79B9_7F4A_7C15 })
        {
            LayoutRandomness random = new() { Mmap = word, Image = word, Stack = word, Break = word };
            AddressSpaceLayout layout = new(random, stackLimit);

            Assert.True(Page.IsAligned(layout.StackTop | layout.MmapTop | layout.ImageBase | layout.BreakOffset | layout.MmapBottom));
            Assert.InRange(layout.MmapTop, 1UL << 40, layout.StackTop - (64 << 20));
            Assert.InRange(layout.ImageBase, 1UL << 40, UserSpace.End - (1UL << 40));
            Assert.InRange(layout.StackTop, UserSpace.End - (16UL << 30), UserSpace.End);
        }
    }

    private static ulong Map(AddressSpace space, ulong hint, int pages)
    {
        Assert.Equal(Errno.None, space.TryPut(hint, Pages(pages), ReadWrite, Anonymous, out ulong result));
        return result;
    }
}
