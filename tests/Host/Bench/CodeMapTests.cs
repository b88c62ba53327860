using Lodestar.Bench;
using Lodestar.Symbols;
using Xunit;

namespace Lodestar.Host.Tests.Bench;

/// <summary>Addresses to functions and source lines.</summary>
public sealed class CodeMapTests
{
    private static readonly CodeMap Map = new(
    [
        new Function(0x1000, 0x20, new MethodName("", "syscall_entry"), []),
        new Function(0x1040, 0x40, new MethodName("Main", "Run()"), [new LineRow(0x1048, "Main.cs", 7), new LineRow(0x1060, "Main.cs", 9)]),
    ]);

    [Theory]
    [InlineData(0x0fff, "?", "")]
    [InlineData(0x1000, "syscall_entry", "")]
    [InlineData(0x101f, "syscall_entry", "")]
    [InlineData(0x1020, "?", "")]
    [InlineData(0x1040, "Main.Run()", "")]
    [InlineData(0x1048, "Main.Run()", "Main.cs:7")]
    [InlineData(0x105f, "Main.Run()", "Main.cs:7")]
    [InlineData(0x107f, "Main.Run()", "Main.cs:9")]
    [InlineData(0x1080, "?", "")]
    public void AnAddressBelongsToTheFunctionAndLineAround(ulong address, string function, string line) =>
        Assert.Equal((function, line), Map.Find(address));
}
