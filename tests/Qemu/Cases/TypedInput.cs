using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>What is typed at a program's terminal is echoed, edited and read as on this machine's Linux.</summary>
public sealed class TypedInput
{
    [Theory]
    [InlineData("head -n 1", "hello\r")]
    [InlineData("head -n 1", "hel\u007flo wrold\u0017world\t.\u007f\u007f!\n")]
    [InlineData("head -n 1", "forget this\u0015literal \u0016\u0003 and \u0012reprinted\n")]
    public Task ALineIsAsOnLinux(string command, string typed) =>
        ProgramBoot.MustBeAsOnLinux("/bin/busybox " + command, new QemuOptions { Image = Repository.Kernel, Typed = typed });

    /// <summary>By itself: on Linux it would be typed before the program has begun.</summary>
    [Theory]
    [InlineData("abc\u0003", "abc^C", 130)]
    [InlineData("abc\u001c", "abc^\\", 131)]
    public async Task ASignalCharacterEndsWhatWaitsForALine(string typed, string screen, int status)
    {
        ProgramBoot boot = await ProgramBoot.Run("/bin/busybox cat", new QemuOptions { Image = Repository.Kernel, Typed = typed });
        boot.MustHaveEnded();
        Assert.Equal(new ProgramRun(screen, status), boot.Program);
    }
}
