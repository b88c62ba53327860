using System;
using System.Text;
using Lodestar.Machine.Diagnostics;
using Xunit;

namespace Lodestar.Host.Tests.Boot;

/// <summary>The log's text writer against .NET's own.</summary>
public sealed class Utf8TextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("grüße, €, 𝄞")]
    public void TextComesOutAsUtf8(string text)
    {
        Utf8Text writer = new(new byte[100]);
        writer.Append(text);
        Assert.Equal(text, Encoding.UTF8.GetString(writer.Written));
    }

    [Fact]
    public void ALoneSurrogateIsReplaced()
    {
        Utf8Text writer = new(new byte[100]);
        writer.Append("a\ud800b\udc00");
        Assert.Equal("a\ufffdb\ufffd", Encoding.UTF8.GetString(writer.Written));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(7UL)]
    [InlineData(1234567890123456789UL)]
    [InlineData(ulong.MaxValue)]
    public void NumbersAreWrittenAsDotNetWritesThem(ulong value)
    {
        Utf8Text writer = new(new byte[200]);
        writer.AppendDecimal(value);
        writer.Append(" "u8);
        writer.AppendDecimal(value, 6, '0');
        writer.Append(" "u8);
        writer.AppendHex(value);
        writer.Append(" "u8);
        writer.AppendHex(value, 16);
        Assert.Equal($"{value} {value:d6} {value:x} {value:x16}", Encoding.UTF8.GetString(writer.Written));
    }

    [Fact]
    public void WhatDoesNotFitIsCutOff()
    {
        Utf8Text writer = new(new byte[4]);
        writer.Append("abcdef");
        writer.AppendDecimal(12345);
        Assert.Equal("abcd", Encoding.UTF8.GetString(writer.Written));
    }
}
