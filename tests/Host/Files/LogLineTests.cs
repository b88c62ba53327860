using System;
using System.Text;
using Lodestar.Core.Files.Log;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>What lines of the kernel's log say about themselves.</summary>
public sealed class LogLineTests
{
    [Theory]
    [InlineData("[   0.012345] boot: done", 6, 12345, "boot: done")]
    [InlineData("[12345.000001] warning: low", 4, 12345000001, "warning: low")]
    [InlineData("[   1.000000] error: it broke", 3, 1000000, "error: it broke")]
    [InlineData("[   1.000000] debug: x", 7, 1000000, "debug: x")]
    [InlineData("PASS Some.Test", 6, 0, "PASS Some.Test")]
    [InlineData("error: without a time", 3, 0, "error: without a time")]
    [InlineData("[   0.12345] short", 6, 0, "[   0.12345] short")]
    [InlineData("[x.000000] none", 6, 0, "[x.000000] none")]
    [InlineData("[99999999999.000000] late", 6, 0, "[99999999999.000000] late")]
    [InlineData("[] ", 6, 0, "[] ")]
    [InlineData("", 6, 0, "")]
    public void LevelAndTimeAreRead(string text, int level, ulong microseconds, string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        LogLine line = LogLine.Parse(bytes);
        Assert.Equal((level, microseconds), (line.Level, line.Microseconds));
        Assert.Equal(message, Encoding.UTF8.GetString(bytes, line.TextStart, bytes.Length - line.TextStart));
    }

    [Fact]
    public void WhatWasOverwrittenIsLeftOutWholeLineByWholeLine()
    {
        TestLog log = new();
        LogReader reader = new(log);
        for (int i = 0; i < 9; i++)
        {
            log.Write(0, $"line {i} " + new string('x', 20));
        }

        Assert.True(reader.HasLost);
        Assert.True(reader.TryRead(out ReadOnlySpan<byte> text));
        Assert.StartsWith("line 6", Encoding.UTF8.GetString(text));
        Assert.Equal(7u, reader.Sequence);
        Assert.True(reader.TryRead(out _));
        Assert.True(reader.TryRead(out text));
        Assert.StartsWith("line 8", Encoding.UTF8.GetString(text));
        Assert.False(reader.TryRead(out _));
        log.Write(0, new string('y', 50));
        Assert.True(reader.TryRead(out text));
        Assert.Equal(50, text.Length);
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void WhatIsReadAndWhatIsClearedAreTwoThings()
    {
        TestLog log = new();
        SystemLog system = new(log);
        Assert.False(system.HasUnread);
        log.Write(0, "one");
        log.Write(0, "error: two");
        Assert.Equal("<6>one\n<3>error: two\n", Encoding.UTF8.GetString(system.FormatAll().Span));
        system.Clear();
        Assert.True(system.FormatAll().IsEmpty);
        Assert.Equal(21, system.UnreadLength);
        Assert.Equal("<6>one\n", Encoding.UTF8.GetString(system.PeekUnread().Span));
        system.TakeUnread(4);
        Assert.Equal(17, system.UnreadLength);
        Assert.Equal("ne\n", Encoding.UTF8.GetString(system.PeekUnread().Span[^3..]));
    }
}
