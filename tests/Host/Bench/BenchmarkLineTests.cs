using Lodestar.Bench;
using Xunit;

namespace Lodestar.Host.Tests.Bench;

/// <summary>The protocol between the test kernel's benchmarks and <c>make bench</c>.</summary>
public sealed class BenchmarkLineTests
{
    [Fact]
    public void ALineHasNameValueUnitAndBytes() =>
        Assert.Equal(
            new BenchmarkLine("new-byte[32]", 40.3, "instructions", 56),
            BenchmarkLine.TryParse("BENCH new-byte[32] 40.3 instructions 56.0"));

    [Theory]
    [InlineData("")]
    [InlineData("BENCH")]
    [InlineData("BENCH name 1.0 instructions")]
    [InlineData("BENCH name 1.0 instructions 0.0 more")]
    [InlineData("BENCH name fast instructions 0.0")]
    [InlineData("[   0.005007] boot: done")]
    [InlineData("PASS ListTests.Add")]
    public void OtherLinesAreNone(string line) => Assert.Null(BenchmarkLine.TryParse(line));
}
