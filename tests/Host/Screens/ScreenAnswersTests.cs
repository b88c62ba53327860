using System;
using Lodestar.Core.Screens;
using Lodestar.Machine.Screens;
using Xunit;

namespace Lodestar.Host.Tests.Screens;

/// <summary>What the terminal answers, and what can be read of it.</summary>
public sealed class ScreenAnswersTests
{
    [Fact]
    public void TheTerminalAnswers()
    {
        TestScreen screen = new TestScreen().Write("\e[3;5H\e[6n\e[5n\e[c\eZ\e[2;3r\e[?6h\e[6n\e[7n\e[1c");
        Assert.Equal("\e[3;5R\e[0n\e[?6c\e[?6c\e[1;1R", screen.Replies);
    }

    [Fact]
    public void AnswersThatNobodyReadsAreLeftOutWhole()
    {
        TestScreen screen = new();
        for (int i = 0; i < 1000; i++)
        {
            screen.Write("\e[c");
        }

        string replies = screen.Replies;
        Assert.InRange(replies.Length, 200, 256);
        Assert.Empty(replies.Replace("\e[?6c", "", StringComparison.Ordinal));
        Assert.Equal("\e[0n", screen.Write("\e[5n").Replies);
    }

    [Fact]
    public void ModesAreReadable()
    {
        TestScreen screen = new TestScreen().Write("\e[?1h\e=\e[20h\e[?8l\e[?25l\e%@");
        ScreenEmulator emulator = screen.Emulator;
        Assert.True(emulator.ApplicationCursorKeys);
        Assert.True(emulator.ApplicationKeypad);
        Assert.True(emulator.IsNewLineMode);
        Assert.False(emulator.RepeatsKeys);
        Assert.False(emulator.IsUtf8);
        Assert.Equal(CursorShape.Hidden, emulator.CursorShape);
        Assert.Equal("a|b", screen.Write("a\nb").Text);

        screen.Write("\ec");
        Assert.False(emulator.ApplicationCursorKeys);
        Assert.False(emulator.ApplicationKeypad);
        Assert.False(emulator.IsNewLineMode);
        Assert.True(emulator.RepeatsKeys);
        Assert.True(emulator.IsUtf8);
        Assert.Equal(CursorShape.Underline, emulator.CursorShape);
        Assert.Equal(CursorShape.Block, new TestScreen().Write("\e[?25h\e[?8c").Emulator.CursorShape);
        Assert.Equal(CursorShape.Hidden, new TestScreen().Write("\e[?25l\e[?1c").Emulator.CursorShape);
    }
}
