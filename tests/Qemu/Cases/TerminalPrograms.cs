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

    /// <summary>Shells with Ctrl-C, Ctrl-Z, fg, bg, and line editing; busybox vi and less.</summary>
    [Theory]
    [InlineData("ash")]
    [InlineData("bash")]
    [InlineData("vi")]
    public Task AConversationIsAsOnLinux(string script) =>
        ProgramBoot.MustBeAsOnLinux(
            $"/bin/converse /scripts/terminals/{script}.txt", new QemuOptions { Image = Repository.Kernel, Cpu = "EPYC" });
}
