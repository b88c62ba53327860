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

    /// <summary>Typed when the trace tells that the program computes, and never asks the terminal for anything.</summary>
    [Theory]
    [InlineData("pc", "")]
    [InlineData("q35", "nolapic ")]
    public async Task CtrlCEndsWhatComputes(string machine, string options)
    {
        ProgramBoot boot = await ProgramBoot.Run(
            "/bin/busybox sh -c \"echo begin; while :; do :; done\"",
            new QemuOptions { Image = Repository.Kernel, Machine = machine, Typed = "\u0003", TypedAfter = "write(1, \"begin" },
            options + "strace");
        boot.MustHaveEnded();
        Assert.Equal(new ProgramRun("begin\n^C", 130), boot.Program);
    }
}
