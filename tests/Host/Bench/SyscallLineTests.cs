using Lodestar.Bench;
using Xunit;

namespace Lodestar.Host.Tests.Bench;

/// <summary>The lines that <c>userland/bench/syscalls.asm</c> writes.</summary>
public sealed class SyscallLineTests
{
    [Fact]
    public void ALineHasOperationTicksAndNanoseconds() =>
        Assert.Equal(new SyscallLine("getppid", 324, 330.5), SyscallLine.TryParse("SYSCALL getppid 324.0 ticks 330.5 ns"));

    [Theory]
    [InlineData("")]
    [InlineData("SYSCALL getppid")]
    [InlineData("SYSCALL getppid 324.0 ticks 330.5")]
    [InlineData("SYSCALL getppid -1.0 ticks 330.5 ns")]
    [InlineData("SYSCALL getppid 324.0 330.5 ticks ns")]
    [InlineData("unexpected result: getppid")]
    [InlineData("[   24.090550] reboot: Power down")]
    public void OtherLinesAreNone(string line) => Assert.Null(SyscallLine.TryParse(line));
}
