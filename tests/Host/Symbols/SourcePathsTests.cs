using Lodestar.Symbols;
using Xunit;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>No path in the image depends on the machine that built it.</summary>
public class SourcePathsTests
{
    [Theory]
    [InlineData("./kernel/Core/Foo.cs", "kernel/Core/Foo.cs")]
    [InlineData("asm/boot.asm", "asm/boot.asm")]
    [InlineData("/home/me/lodestar/asm/boot.asm", "asm/boot.asm")]
    [InlineData("/home/me/lodestar/kernel/../asm/boot.asm", "asm/boot.asm")]
    [InlineData("/somewhere/else/Generated.cs", "Generated.cs")]
    [InlineData("/_/src/runtime/src/libraries/System.Linq/src/System/Linq/Select.cs", null)]
    public void IsRelativeToTheRepository(string path, string? expected) =>
        Assert.Equal(expected, new SourcePaths("/home/me/lodestar/.", withFramework: false).Normalize(path));

    [Theory]
    [InlineData("/_/src/runtime/src/libraries/System.Linq/src/Select.cs", "src/libraries/System.Linq/src/Select.cs")]
    [InlineData("/_/other/File.cs", "other/File.cs")]
    public void KeepsTheFrameworkWhenAsked(string path, string expected) =>
        Assert.Equal(expected, new SourcePaths("/", withFramework: true).Normalize(path));
}
