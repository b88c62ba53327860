using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The programs in <c>userland/asm/processes</c> do the same on Lodestar as on this machine's Linux.</summary>
public sealed class ChildrenPrograms
{
    private static readonly string[] Names = ["wait", "pipes", "execute", "notify", "epoll", "fifos", "locks", "ready"];

    /// <summary>Without and with XSAVE and SMAP: what else CPUs have makes no difference to children.</summary>
    private static readonly string[] Cpus = ["qemu64", "EPYC"];

    public static TheoryData<string, string> Programs
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string name in Names)
            {
                foreach (string cpu in Cpus)
                {
                    data.Add(name, cpu);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public Task IsAsOnLinux(string program, string cpu) =>
        ProgramBoot.MustBeAsOnLinux($"/bin/{program}", new QemuOptions { Image = Repository.Kernel, Cpu = cpu }, init: "/init");

    /// <summary>Those for which one CPU is like another.</summary>
    [Theory]
    [InlineData("copies")]
    [InlineData("limits")]
    [InlineData("pidfds")]
    [InlineData("properties")]
    [InlineData("signalfds")]
    public Task IsAsOnLinuxWhateverTheCpu(string program) => IsAsOnLinux(program, "EPYC");

    /// <summary>Like Linux with more than one user, which the host's tests do not have.</summary>
    [Fact]
    public async Task AUserHasNoMoreThreadsThanAllowed()
    {
        ProgramBoot boot = await ProgramBoot.Run("/init /bin/crowd", new QemuOptions { Image = Repository.Kernel });
        boot.MustHaveEnded();
        Assert.Equal(
            new ProgramRun(
                """
                new ones
                fork: EAGAIN
                vfork: EAGAIN
                a thread: EAGAIN
                one fewer, one more: the child, status 0x700
                it ended: the child, status 0x0
                another program
                the superuser may: the child, status 0x100
                it goes on: the child, status 0x0
                becoming one of too many: 0
                execve: EAGAIN
                fork: EAGAIN
                it goes on: the child, status 0x0
                it ended: the child, status 0x0

                """,
                0),
            boot.Program);
    }
}
