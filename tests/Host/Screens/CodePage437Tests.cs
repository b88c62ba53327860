using System.Linq;
using System.Text;
using Lodestar.Machine.Screens;
using Xunit;

namespace Lodestar.Host.Tests.Screens;

/// <summary>The VGA's characters.</summary>
public sealed class CodePage437Tests
{
    [Fact]
    public void TheUpperHalfIsThatOfTheCodePage()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] codes = [.. Enumerable.Range(0x80, 0x80).Select(static code => (byte)code)];
        string text = Encoding.GetEncoding(437).GetString(codes);
        Assert.Equal(codes, text.Select(static character => CodePage437.From(character)));
    }

    [Theory]
    [InlineData("abc~", "abc~")]
    [InlineData("♥↑⌂", "\u0003\u0018\u007f")]
    [InlineData("┏━┓╭╮", "\u00da\u00c4\u00bf\u00da\u00bf")]
    [InlineData("“x”…’–", "\"x\".'-")]
    [InlineData("▁▂▃▅▆▇▉▏", "__\u00dc\u00dc\u00dc\u00db\u00db\u00dd")]
    [InlineData("€Š", "ES")]
    [InlineData("жЖ", "??")]
    public void CharactersThatAreNotThereLookLikeOthers(string text, string codes) =>
        Assert.Equal(codes, string.Concat(text.Select(static character => (char)CodePage437.From(character))));

    [Theory]
    [InlineData(0u, ' ')]
    [InlineData(0x1f600u, '?')]
    [InlineData(0x10ffffu, '?')]
    public void WhatIsNoCharacterOfThePlaneHasASubstitute(uint character, char code) => Assert.Equal((byte)code, CodePage437.From(character));
}
