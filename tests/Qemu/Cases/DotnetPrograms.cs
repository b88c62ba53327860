using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>An ordinary .NET program, dynamically linked and static, does the same on Lodestar as on this machine's Linux.</summary>
public sealed class DotnetPrograms
{
    [Theory]
    [InlineData("text numbers collections")]
    [InlineData("exceptions")]
    [InlineData("environment")]
    [InlineData("files")]
    [InlineData("memory")]
    [InlineData("threads")]
    [InlineData("locks")]
    [InlineData("tasks")]
    [InlineData("parallel")]
    [InlineData("timers")]
    [InlineData("mapped")]
    [InlineData("nothing")]
    public Task APartIsAsOnLinux(string parts) => MustBeAsOnLinux("/bin/dotnet-tour " + parts, "qemu64");

    [Theory]
    [InlineData("/bin/dotnet-tour", "EPYC")]
    [InlineData("/bin/dotnet-tour", "max")]
    [InlineData("/bin/dotnet-tour-static", "qemu64")]
    [InlineData("/bin/dotnet-tour-static", "max")]
    public Task AllOfItIsAsOnLinux(string program, string cpu) => MustBeAsOnLinux(program, cpu);

    [Theory]
    [InlineData("exit")]
    [InlineData("unhandled")]
    [InlineData("unhandled-thread")]
    [InlineData("failfast")]
    [InlineData("nullreference")]
    public Task EndsAsOnLinux(string way) => MustBeAsOnLinux("/bin/dotnet-tour " + way, "qemu64");

    [Fact]
    public Task ReadsTheLinesOfItsInput() =>
        MustBeAsOnLinux("/bin/busybox sh -c \"cat /text/poem.txt | /bin/dotnet-tour input\"", "qemu64");

    private static Task MustBeAsOnLinux(string command, string cpu) =>
        ProgramBoot.MustBeAsOnLinux(
            command, new QemuOptions { Image = Repository.Kernel, Initramfs = Repository.DotnetInitramfs, Cpu = cpu });
}
