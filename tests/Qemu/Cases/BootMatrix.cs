using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The kernel reaches the end of its boot on every CPU model with every memory size, the chip sets taking turns.</summary>
public sealed class BootMatrix
{
    private const int MebibytesInGibibyte = 1024;
    private static readonly int[] MemoriesMiB = [32, 256, 4 * MebibytesInGibibyte, 6 * MebibytesInGibibyte];
    private static readonly string[] Machines = ["pc", "q35"];

    public static TheoryData<string, int, string> Configurations
    {
        get
        {
            TheoryData<string, int, string> data = [];
            foreach ((int row, string cpu) in CpuModels.All.Index())
            {
                foreach ((int column, int memory) in MemoriesMiB.Index())
                {
                    data.Add(cpu, memory, Machines[(row + column) % Machines.Length]);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task Boots(string cpu, int memoryMiB, string machine)
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, Cpu = cpu, MemoryMiB = memoryMiB, Machine = machine });

        result.MustExitWith(QemuExit.Success);
        result.MustSay(KernelLog.EndOfBoot);
    }
}
