using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The programs in <c>userland/asm/terminals</c> do the same on Lodestar as on this machine's Linux, and so do shells at terminals.</summary>
public sealed class TerminalPrograms
{
    [Theory]
    [InlineData("pair", "qemu64")]
    [InlineData("pair", "EPYC")]
    [InlineData("jobs", "qemu64")]
    [InlineData("jobs", "EPYC")]
    public Task IsAsOnLinux(string program, string cpu) =>
        ProgramBoot.MustBeAsOnLinux($"/bin/{program}", new QemuOptions { Image = Repository.Kernel, Cpu = cpu });

    /// <summary>Ctrl-C, Ctrl-Z, fg, bg, and line editing.</summary>
    [Theory]
    [InlineData("ash")]
    [InlineData("bash")]
    public Task AShellTalksAsOnLinux(string shell) =>
        ProgramBoot.MustBeAsOnLinux(
            $"/bin/converse /scripts/terminals/{shell}.txt", new QemuOptions { Image = Repository.Kernel, Cpu = "EPYC" });
}
