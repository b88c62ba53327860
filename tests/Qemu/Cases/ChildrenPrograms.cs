using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The programs in <c>userland/asm/processes</c> do the same on Lodestar, on every CPU model, as on this machine's Linux.</summary>
public sealed class ChildrenPrograms
{
    private static readonly string[] Names = ["wait", "pipes", "execute", "notify"];

    public static TheoryData<string, string> Programs
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string name in Names)
            {
                foreach (string cpu in CpuModels.All)
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
}
