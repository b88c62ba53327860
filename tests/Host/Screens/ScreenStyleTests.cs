using Lodestar.Machine.Screens;
using Xunit;

namespace Lodestar.Host.Tests.Screens;

/// <summary>Colours and styles.</summary>
public sealed class ScreenStyleTests
{
    /// <summary>A sequence, then foreground, background, bold and underlined.</summary>
    public static TheoryData<string, int, int, bool, bool> Styles => new()
    {
        { "", 7, 0, false, false },
        { "\e[31;44m", 1, 4, false, false },
        { "\e[31m\e[m", 7, 0, false, false },
        { "\e[31;44m\e[39m", 7, 4, false, false },
        { "\e[31;44m\e[49m", 1, 0, false, false },
        { "\e[1;31m", 9, 0, true, false },
        { "\e[1;31;22m", 1, 0, false, false },
        { "\e[2m", 8, 0, false, false },
        { "\e[2;21;22m", 7, 0, false, true },
        { "\e[3m", 2, 0, false, false },
        { "\e[3;23m", 7, 0, false, false },
        { "\e[4;31m", 1, 0, false, true },
        { "\e[4;24m", 7, 0, false, false },
        { "\e[5m", 7, 8, false, false },
        { "\e[7m", 0, 7, false, false },
        { "\e[7;31;44m", 4, 1, false, false },
        { "\e[7;27m", 7, 0, false, false },
        { "\e[91;103m", 9, 11, false, false },
        { "\e[38;5;12;48;5;3m", 12, 3, false, false },
        { "\e[38;5;196m", 1, 0, false, false },
        { "\e[38;5;232m", 0, 0, false, false },
        { "\e[38;2;170;0;0;48;2;0;0;160m", 1, 4, false, false },
        { "\e[38;2;255;255;255m", 15, 0, false, false },
        { "\e[38;5m", 7, 0, false, false },
        { "\e[38;7;31m", 1, 0, false, false },
        { "\e[?5h", 0, 7, false, false },
        { "\e[?5h\e[7m", 7, 0, false, false },
        { "\e[31;44m\e[8]\e[33m\e[m", 1, 4, false, false },
        { "\e[1;6]\e[4m", 6, 0, false, true },
        { "\e[2;5]\e[2m", 5, 0, false, false },
        { "\e[31m\e7\e[m\e8", 1, 0, false, false },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void ACharacterLooks(string sequence, int foreground, int background, bool isBold, bool isUnderlined)
    {
        ScreenCell cell = new TestScreen().Write(sequence + "x")[0, 0];
        Assert.Equal(new ScreenCell('x', foreground, background, isBold, isUnderlined), cell);
    }

    /// <summary>terminfo's bce: what is erased, scrolled in or inserted has the background colour, and nothing else.</summary>
    [Theory]
    [InlineData("\e[K", 0, 0)]
    [InlineData("\e[J", 0, 3)]
    [InlineData("\e[X", 0, 0)]
    [InlineData("\e[@", 0, 0)]
    [InlineData("\e[P", 9, 0)]
    [InlineData("\e[L", 5, 0)]
    [InlineData("\e[M", 5, 3)]
    [InlineData("\eM", 5, 0)]
    [InlineData("\e[4H\n", 5, 3)]
    public void ErasingLeavesTheBackground(string sequence, int column, int row)
    {
        TestScreen screen = new TestScreen().Write("\e[31;44;4;7;1m" + sequence);
        Assert.Equal(new ScreenCell(' ', 1, 4), screen[column, row]);
    }

    [Fact]
    public void ReversingTheScreenIsTakenBack()
    {
        TestScreen screen = new TestScreen().Write("\e[31ma\e[?5h");
        Assert.Equal(new ScreenCell('a', 0, 1), screen[0, 0]);
        Assert.Equal(7, screen[5, 3].Background);
        screen.Write("\e[?5h\e[?5l");
        Assert.Equal(new ScreenCell('a', 1, 0), screen[0, 0]);
    }

    [Fact]
    public void ThePaletteIsSetAndReset()
    {
        TestScreen screen = new TestScreen().Write("\e]P1a0B0c0\e]Pfffffff");
        Assert.Equal(0xa0b0c0u, screen.Emulator.Palette[1]);
        Assert.Equal(0xffffffu, screen.Emulator.Palette[15]);
        Assert.True(screen.Emulator.TakePaletteChange());
        Assert.False(screen.Emulator.TakePaletteChange());
        screen.Write("\e]R");
        Assert.Equal(0xaa0000u, screen.Emulator.Palette[1]);
        Assert.True(screen.Emulator.TakePaletteChange());
    }

    [Fact]
    public void ThePaletteIsThatOfTheVga()
    {
        ScreenPalette palette = ScreenPalette.Standard;
        Assert.Equal(0u, palette[0]);
        Assert.Equal(0xaa5500u, palette[3]);
        Assert.Equal(0xaaaaaau, palette[7]);
        Assert.Equal(0x555555u, palette[8]);
        Assert.Equal(0x5555ffu, palette[12]);
        Assert.Equal(0xffffffu, palette[15]);
    }
}
