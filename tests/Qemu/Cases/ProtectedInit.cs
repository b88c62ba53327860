using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// The system's init lives on whatever its children send it, SIGKILL and SIGSTOP too (<c>kill(2)</c>, "Notes"). Only here: on the
/// host it would be the host's.
/// </summary>
public sealed class ProtectedInit
{
    [Fact]
    public async Task SignalsWithoutAHandlerDoNothingToIt()
    {
        ProgramBoot boot = await ProgramBoot.Run(
            "/init /bin/busybox sh -c \"for s in KILL STOP HUP QUIT TSTP; do kill -$s 1; done; echo alive; exit 3\"",
            new QemuOptions { Image = Repository.Kernel });
        boot.MustHaveEnded();
        Assert.Equal(new ProgramRun("alive\n", 3), boot.Program);
    }

    [Fact]
    public async Task AnotherFirstProgramIsNotProtected()
    {
        ProgramBoot boot = await ProgramBoot.Run(
            "/bin/busybox sh -c \"kill -HUP 1; echo alive\"", new QemuOptions { Image = Repository.Kernel });
        boot.MustHaveEnded();
        Assert.Equal(new ProgramRun("", 129), boot.Program);
    }
}
