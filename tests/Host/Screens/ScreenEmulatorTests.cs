using System;
using System.Text;
using Xunit;

namespace Lodestar.Host.Tests.Screens;

/// <summary>What comes onto the screen, on one of 10 by 4 cells: as <c>console_codes(4)</c> and terminfo's <c>linux</c> entry have it.</summary>
public sealed class ScreenEmulatorTests
{
    private const string Letters = "aaaaa\r\nbbbbb\r\nccccc\r\nddddd";

    /// <summary>What is written, what is to be seen then, and where the cursor is.</summary>
    public static TheoryData<string, string, int, int> Outputs => new()
    {
        { "abc", "abc", 3, 0 },
        { "ab\rX", "Xb", 1, 0 },
        { "a\nb", "a| b", 2, 1 },
        { "ab\b\bX", "Xb", 1, 0 },
        { "\b\ba", "a", 1, 0 },
        { "a\tb", "a       b", 9, 0 },
        { "\t\t\tb", "         b", 9, 0 },
        { "a\vb\fc", "a| b|  c", 3, 2 },

        // autowrap: the cursor waits in the last column, and only a character goes on
        { "0123456789", "0123456789", 9, 0 },
        { "0123456789a", "0123456789|a", 1, 1 },
        { "0123456789\ra", "a123456789", 1, 0 },
        { "0123456789\b!", "01234567!9", 9, 0 },
        { "0123456789\e[Ka", "012345678a", 9, 0 },
        { "0123456789\na", "0123456789|         a", 9, 1 },
        { "\e[?7l0123456789abc", "012345678c", 9, 0 },
        { "\e[?7l0123456789\e[?7ha", "012345678a", 9, 0 },

        // scrolling
        { "1\r\n2\r\n3\r\n4\r\n5", "2|3|4|5", 1, 3 },
        { "1\r\n2\r\n3\r\n4\eD", "2|3|4", 1, 3 },
        { Letters + "\e[H\eM", "|aaaaa|bbbbb|ccccc", 0, 0 },
        { Letters + "\e[2;3r\e[3;1H\nX", "aaaaa|ccccc|X|ddddd", 1, 2 },
        { Letters + "\e[2;3r\e[2;1H\eMX", "aaaaa|X|bbbbb|ddddd", 1, 1 },
        { Letters + "\e[2;3r\e[4;1H\nX", "aaaaa|bbbbb|ccccc|Xdddd", 1, 3 },
        { Letters + "\e[2S", "ccccc|ddddd", 5, 3 },
        { Letters + "\e[2T", "||aaaaa|bbbbb", 5, 3 },
        { Letters + "\e[1;2r\e[99S", "||ccccc|ddddd", 0, 0 },

        // cursor
        { "\e[3;4Hx", "||   x", 4, 2 },
        { "\e[99;99Hx", "|||         x", 9, 3 },
        { "\e[Hx\e[0;0Hy", "y", 1, 0 },
        { "\e[2;2fx", "| x", 2, 1 },
        { "\e[4;5H\e[2A\e[2Dx", "|  x", 3, 1 },
        { "\e[B\e[Cx", "| x", 2, 1 },
        { "\e[2;9H\e[9C\e[9Bx", "|||         x", 9, 3 },
        { "\e[2;5H\e[Ex\e[2Fy", "y||x", 1, 0 },
        { "\e[5Gx\e[3dy", "    x||     y", 6, 2 },
        { "\e[3`x\e[2ay\e[ez", "  x  y|      z", 7, 1 },
        { "ab\e7\e[3;3Hx\e8c", "abc||  x", 3, 0 },
        { "ab\e[s\e[3;3Hx\e[uc", "abc||  x", 3, 0 },
        { "a\eEb", "a|b", 1, 1 },

        // cursor and region: only DECOM counts from its top
        { "\e[2;3r\e[4;1Hx", "|||x", 1, 3 },
        { "\e[2;3r\e[?6h\e[2;1Hx\e[9;1Hy", "||y", 1, 2 },
        { "\e[2;3r\e[?6hx\e[5Ay", "|xy", 2, 1 },
        { "\e[2;3r\e[2;1H\e[Ax", "x", 1, 0 },
        { "x\e[3;2ry", "xy", 2, 0 },

        // erasing
        { Letters + "\e[2;3H\e[J", "aaaaa|bb", 2, 1 },
        { Letters + "\e[2;3H\e[1J", "|   bb|ccccc|ddddd", 2, 1 },
        { Letters + "\e[2;3H\e[2J", "", 2, 1 },
        { Letters + "\e[2;3H\e[K", "aaaaa|bb|ccccc|ddddd", 2, 1 },
        { Letters + "\e[2;3H\e[1K", "aaaaa|   bb|ccccc|ddddd", 2, 1 },
        { Letters + "\e[2;3H\e[2K", "aaaaa||ccccc|ddddd", 2, 1 },
        { "abcdef\e[3G\e[2X", "ab  ef", 2, 0 },
        { "abcdef\e[3G\e[999X", "ab", 2, 0 },

        // inserting and deleting
        { "abcdef\e[3G\e[2@", "ab  cdef", 2, 0 },
        { "0123456789\e[3G\e[@", "01 2345678", 2, 0 },
        { "abcdef\e[3G\e[2P", "abef", 2, 0 },
        { "abcdef\e[3G\e[99P", "ab", 2, 0 },
        { "abc\e[1G\e[4hXY\e[4lZ", "XYZbc", 3, 0 },
        { Letters + "\e[2;1H\e[L", "aaaaa||bbbbb|ccccc", 0, 1 },
        { Letters + "\e[2;1H\e[2M", "aaaaa|ddddd", 0, 1 },
        { Letters + "\e[1;3r\e[2;1H\e[M", "aaaaa|ccccc||ddddd", 0, 1 },
        { Letters + "\e[1;2r\e[4;1H\e[M", "aaaaa|bbbbb|ccccc|ddddd", 0, 3 },

        // tabs
        { "\e[4G\eH\r\tx", "   x", 4, 0 },
        { "\e[9G\e[g\r\tx", "         x", 9, 0 },
        { "\e[3g\r\tx", "         x", 9, 0 },

        // characters
        { "grüße €", "grüße €", 7, 0 },
        { "\e(0lqk\e(Bx", "┌─┐x", 4, 0 },
        { "\e)0\u000elqk\u000fx", "┌─┐x", 4, 0 },
        { "日本", "日本", 4, 0 },
        { "012345678日", "012345678|日", 2, 1 },
        { "日\e[2Gx", " x", 2, 0 },
        { "日\rx", "x", 1, 0 },
        { "a日b\e[2G\e[P", "a b", 1, 0 },
        { "u\u0308x\u0305", "üx", 2, 0 },
        { "x\u0085y", "xy", 2, 0 },
        { "\e%@\e%Gü", "ü", 1, 0 },

        // strings and what is not known
        { "\e]0;title\ax", "x", 1, 0 },
        { "\e]2;title\e\\x", "x", 1, 0 },
        { "\ePq#0\e\\x", "x", 1, 0 },
        { "\e]P1aabbccx", "x", 1, 0 },
        { "\e]P1aag", "", 0, 0 },
        { "\e]Rx", "x", 1, 0 },
        { "\e[[Ax", "x", 1, 0 },
        { "\e[38:5:1mx", "x", 1, 0 },
        { "\e[>c\e[=1c\e[ qx", "x", 1, 0 },
        { "\e[1\u0018mx", "mx", 2, 0 },
        { "\e[2\e[Cx", " x", 2, 0 },
        { "\e[\r2Cx", "  x", 3, 0 },
        { "\e?x", "x", 1, 0 },
        { "\u007fx", "x", 1, 0 },
        { "\e[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18mx", "x", 1, 0 },
        { "\e[99999999999999999999Cx", "         x", 9, 0 },
        { "\e#8", "EEEEEEEEEE|EEEEEEEEEE|EEEEEEEEEE|EEEEEEEEEE", 0, 0 },
        { Letters + "\ec", "", 0, 0 },

        // the second screen
        { "ab\e[?1049hxy", "xy".PadLeft(4), 4, 0 },
        { "ab\e[?1049hxy\e[3;3H\e[?1049lc", "abc", 3, 0 },
        { "ab\e[?47hxy\e[?47l", "ab", 4, 0 },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void TheScreenShows(string written, string text, int column, int row)
    {
        TestScreen whole = new TestScreen().Write(written);
        TestScreen bytewise = new();
        foreach (byte value in Encoding.UTF8.GetBytes(written))
        {
            bytewise.Write(value);
        }

        Assert.Equal(text, whole.Text);
        Assert.Equal((column, row), whole.Cursor);
        Assert.Equal(text, bytewise.Text);
        Assert.Equal((column, row), bytewise.Cursor);
    }

    [Theory]
    [InlineData(new byte[] { 0xc3, (byte)'a' }, "\ufffda")]
    [InlineData(new byte[] { 0xff, 0xc0, 0xaf }, "\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 }, "\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xe0, 0x80, 0xaf }, "\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xf4, 0x90, 0x80, 0x80 }, "\ufffd\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xe2, 0x82, 0x1b, (byte)'[', (byte)'C', (byte)'x' }, "\ufffd x")]
    [InlineData(new byte[] { 0x1b, (byte)'%', (byte)'@', 0xe4, 0x9b, 0xff }, "äÿ")]
    public void BytesThatAreNoCharactersAreMarked(byte[] bytes, string text) => Assert.Equal(text, new TestScreen().Write(bytes).Text);

    [Fact]
    public void TheKernelsLinesDoNotDisturbWhatAProgramWrites()
    {
        TestScreen screen = new TestScreen().Write("ab\e[31");
        screen.Emulator.WriteAside("ke\e[2Jr"u8);
        screen.Emulator.WriteAside("nel\n"u8);
        screen.Write("mx");
        Assert.Equal("ab|ke[2Jrnel|x", screen.Text);
        Assert.Equal(1, screen[0, 2].Foreground);
        Assert.Equal(7, screen[0, 1].Foreground);
    }

    [Fact]
    public void AnyBytesAreTaken()
    {
        Random random = new(5);
        string[] pieces = ["\e[", "\e]", "\e", ";", "?", "\n", "日", "\e[?1049", "\e[4h", "\e[?7l", "\e[?6h", "\e[2;3r", "\t", "0123456789", "\u0301"];
        byte[] bytes = new byte[40];
        for (int round = 0; round < 100; round++)
        {
            TestScreen screen = new(random.Next(2, 20), random.Next(2, 8), 64);
            for (int i = 0; i < 100; i++)
            {
                random.NextBytes(bytes);
                screen.Write(bytes.AsSpan(0, random.Next(bytes.Length)).ToArray());
                screen.Write(pieces[random.Next(pieces.Length)] + random.Next(30) + (char)random.Next(0x40, 0x7f));
                screen.Emulator.ScrollBack(random.Next(-3, 5));
                screen.Emulator.WriteAside(bytes.AsSpan(0, random.Next(4)));
                Assert.InRange(screen.Cursor.Column, 0, screen.Emulator.Columns - 1);
                Assert.InRange(screen.Cursor.Row, 0, screen.Emulator.Rows - 1);
            }

            Assert.NotNull(screen.View);
        }
    }
}
