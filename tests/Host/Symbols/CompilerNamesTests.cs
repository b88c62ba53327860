using Lodestar.Symbols;
using Xunit;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>Names that the C# compiler makes up are shown as what was written.</summary>
public class CompilerNamesTests
{
    [Theory]
    [InlineData("N.Type", "Run", "N.Type.Run")]
    [InlineData("N.Type", ".ctor", "N.Type..ctor")]
    [InlineData("N.Type.<>c", "<Run>b__0_2", "N.Type.Run+lambda")]
    [InlineData("N.Type.<>c__DisplayClass0_0", "<Run>b__0", "N.Type.Run+lambda")]
    [InlineData("N.Type.<>c__DisplayClass3_1<int, byte>", "<Run>b__1", "N.Type.Run+lambda")]
    [InlineData("N.Type<int>.<>c", "<.ctor>b__4_0", "N.Type<int>..ctor+lambda")]
    [InlineData("N.Type", "<Run>g__Local|0_1", "N.Type.Run+Local")]
    [InlineData("N.Type.<>c", "<<Run>g__Local|0_1>b__0", "N.Type.Run+Local+lambda")]
    [InlineData("N.Type.<Items>d__1", "MoveNext", "N.Type.Items+MoveNext")]
    [InlineData("N.Type<int>.<Items>d__1<string>", "MoveNext", "N.Type<int>.Items+MoveNext")]
    [InlineData("N.Type.<<Run>g__Local|0_0>d", "MoveNext", "N.Type.Run+Local+MoveNext")]
    [InlineData("N.<File>F0123456789ABCDEF__Type", "Run", "N.Type.Run")]
    public void RestoresNames(string type, string method, string expected) =>
        Assert.Equal(expected, CompilerNames.Restore(type, method).ToString());
}
