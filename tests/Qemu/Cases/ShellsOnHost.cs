using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// <c>userland/scripts/posix.sh</c> is about what POSIX says and not about one shell: on this machine's Linux all shells do the same.
/// </summary>
public sealed class ShellsOnHost
{
    /// <summary>The script's last command.</summary>
    private const int Status = 17;

    /// <summary>All but klibc's, which cannot set limits.</summary>
    [Theory]
    [InlineData("/bin/bash")]
    [InlineData("/bin/mksh-musl")]
    [InlineData("/bin/mksh-diet")]
    public async Task AShellIsAsBusybox(string shell)
    {
        ProgramRun busybox = await HostLinux.Run("/bin/busybox sh /scripts/posix.sh");
        ProgramRun other = await HostLinux.Run(shell + " /scripts/posix.sh");
        Assert.Null(busybox.FirstDifference(other));
        Assert.Equal(Status, busybox.Status);
        Assert.Equal("last words, 0", busybox.Output.TrimEnd('\n').Split('\n').Last());
    }
}
