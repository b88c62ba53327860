using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The scripts in <c>userland/scripts</c> do the same on Lodestar as on this machine's Linux, in Debian's static shells.</summary>
public sealed class ShellScripts
{
    [Theory]
    [InlineData("/bin/busybox sh /scripts/posix.sh")]
    [InlineData("/bin/bash /scripts/posix.sh")]
    [InlineData("/bin/mksh-musl /scripts/posix.sh")]
    [InlineData("/bin/mksh-klibc /scripts/posix.sh")]
    [InlineData("/bin/bash /scripts/bash.sh")]
    [InlineData("/bin/sash /scripts/sash.txt")]
    [InlineData("/bin/busybox sh /scripts/applets/text.sh")]
    [InlineData("/bin/busybox sh /scripts/applets/files.sh")]
    [InlineData("/bin/busybox sh /scripts/applets/processes.sh")]
    [InlineData("/bin/busybox sh /scripts/applets/mounts.sh")]
    public Task IsAsOnLinux(string command) => ProgramBoot.MustBeAsOnLinux(command, new QemuOptions { Image = Repository.Kernel }, init: "/init");
}
