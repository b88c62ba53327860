using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.Core.Screens;
using Lodestar.Machine.Screens;
using Xunit;

namespace Lodestar.Host.Tests.Screens;

/// <summary>Lines that have left the screen.</summary>
public sealed class ScrollBackTests
{
    [Fact]
    public void LinesCanBeLookedAt()
    {
        TestScreen screen = new();
        for (int i = 0; i < 10; i++)
        {
            screen.Write($"{i}\r\n");
        }

        Assert.Equal("7|8|9", screen.View);
        screen.Emulator.ScrollBack(2);
        Assert.Equal("5|6|7|8", screen.View);
        screen.Emulator.ScrollBack(int.MaxValue);
        Assert.Equal("0|1|2|3", screen.View);
        Assert.Equal(7, screen.Emulator.ScrollBackPosition);
        screen.Emulator.ScrollBack(-1);
        Assert.Equal("1|2|3|4", screen.View);
        Assert.Equal("7|8|9", screen.Text);
        screen.Write("x");
        Assert.Equal("7|8|9|x", screen.View);
        Assert.Equal(0, screen.Emulator.ScrollBackPosition);
    }

    [Fact]
    public void RegionsAndTheSecondScreenKeepNothing()
    {
        TestScreen screen = new TestScreen().Write("\e[1;3r\n\n\n\n\n\n\e[r\e[?1049h\e[4H\n\n\n\n");
        Assert.Equal(0, screen.Emulator.ScrollBackLines);
        screen.Write("\e[?1049l\e[4H\n\n");
        Assert.Equal(2, screen.Emulator.ScrollBackLines);
        screen.Write("\e[?1049h");
        screen.Emulator.ScrollBack(1);
        Assert.Equal(0, screen.Emulator.ScrollBackPosition);
        screen.Write("\e[?1049l\e[3J");
        Assert.Equal(0, screen.Emulator.ScrollBackLines);
    }

    [Fact]
    public void LinesKeepTheirLooks()
    {
        Random random = new(3);
        const int Columns = 17;
        const int Most = 100;
        ScrollBackBuffer buffer = new(Most, Columns);
        List<ScreenCell[]> lines = [];
        uint[] characters = [' ', ' ', ' ', 'a', 'ä', '日', 0, 0x1f600];
        for (int i = 0; i < 1000; i++)
        {
            ScreenCell style = new(' ', random.Next(16), random.Next(16), random.Next(2) == 0, random.Next(2) == 0);
            ScreenCell[] line = new ScreenCell[Columns];
            for (int column = 0; column < Columns; column++)
            {
                style = random.Next(5) == 0 ? new ScreenCell(' ', random.Next(16), random.Next(16)) : style;
                line[column] = style.With(characters[random.Next(characters.Length)]);
            }

            lines.Add(line);
            buffer.Add(line);
            int back = random.Next(1, Math.Min(lines.Count, Most) + 1);
            ScreenCell[] read = new ScreenCell[Columns];
            buffer.Read(back, read);
            Assert.Equal(lines[^back], read);
            Assert.Equal(Math.Min(lines.Count, Most), buffer.Count);
        }
    }

    [Fact]
    public void LinesOfTextTakeLittleMemory()
    {
        const int Lines = 1024;
        ScrollBackBuffer buffer = new(Lines, 128);
        ScreenCell blank = new(' ', 7, 0);
        ScreenCell[] line = [.. Enumerable.Repeat(blank, 128)];
        for (int i = 0; i < 50; i++)
        {
            line[i] = blank.With('x');
        }

        for (int i = 0; i < 3 * Lines; i++)
        {
            buffer.Add(line);
        }

        Assert.Equal(Lines, buffer.Count);
        Assert.InRange(buffer.Size, 0, 80 * Lines);
        buffer.Clear();
        Assert.InRange(buffer.Size, 0, 12 * Lines);
    }
}
