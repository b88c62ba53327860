using Lodestar.Machine.Boot;
using Xunit;

namespace Lodestar.Host.Tests.Boot;

/// <summary>What a loader may say about the screen, and what is refused.</summary>
public sealed class FramebufferTests
{
    private static readonly Framebuffer s_good = new()
    {
        Address = 0xe000_0000,
        Pitch = 4096,
        Width = 1024,
        Height = 768,
        BitsPerPixel = 32,
        Type = Framebuffer.RgbType,
        RedPosition = 16,
        RedSize = 8,
        GreenPosition = 8,
        GreenSize = 8,
        BlueSize = 8,
    };

    private static readonly MemoryRegion[] s_memory =
    [
        new() { Start = 0x10_0000, End = 0xe000_0000, Kind = MemoryKind.Usable },
        new() { Start = 0xe000_0000, End = 0xf000_0000, Kind = MemoryKind.Reserved },
        new() { Start = 0x1_0000_0000, End = 0x2_0000_0000, Kind = MemoryKind.Usable },
    ];

    [Fact]
    public void OrdinaryScreensAreUsed()
    {
        Assert.True(s_good.IsUsable(s_memory));
        Assert.True((s_good with { Address = 0x40_0000_0000 }).IsUsable(s_memory));
        Assert.True((s_good with { Address = 0x2_0000_0000 }).IsUsable(s_memory));
        Assert.True((s_good with { BitsPerPixel = 24, Pitch = 3072 }).IsUsable(s_memory));
        Assert.True((s_good with
        {
            BitsPerPixel = 16, Pitch = 2048, RedPosition = 11, RedSize = 5, GreenPosition = 5, GreenSize = 6, BlueSize = 5,
        }).IsUsable(s_memory));
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        Framebuffer[] screens =
        [
            default,
            s_good with { Type = 0 },
            s_good with { Type = Framebuffer.TextType },
            s_good with { BitsPerPixel = 8 },
            s_good with { BitsPerPixel = 48 },
            s_good with { Width = 100 },
            s_good with { Width = 20_000, Pitch = 80_000 },
            s_good with { Height = 100 },
            s_good with { Height = uint.MaxValue },
            s_good with { Pitch = 4095 },
            s_good with { Pitch = uint.MaxValue },
            s_good with { Address = 0 },
            s_good with { Address = ulong.MaxValue - 4096 },
            s_good with { Address = 1UL << 46 },
            s_good with { RedSize = 0 },
            s_good with { BlueSize = 9 },
            s_good with { GreenPosition = 25 },
            s_good with { GreenPosition = 255 },
        ];
        Assert.All(screens, static screen => Assert.False(screen.IsUsable(s_memory)));
    }

    [Theory]
    [InlineData(0x10_0000UL)]
    [InlineData(0xdfff_f000UL)]
    [InlineData(0xffff_f000UL)]
    [InlineData(0x1_ffff_f000UL)]
    public void AScreenOverRamIsRefused(ulong address) => Assert.False((s_good with { Address = address }).IsUsable(s_memory));
}
