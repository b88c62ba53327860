using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The programs in <c>userland/asm</c> do the same on Lodestar, on every CPU model, as on this machine's Linux.</summary>
public sealed class AssemblyPrograms
{
    private static readonly string[] Machines = ["pc", "q35"];

    /// <summary>Programs with other cases of their own.</summary>
    private static readonly string[] WithArguments = ["die", "arguments", "arguments-pie"];

    /// <summary>Programs that QEMU 7.2 can't run on a CPU with SMAP, as their sources say.</summary>
    private static readonly string[] WithoutSmap = ["returns"];
    private static readonly string[] CpusWithoutSmap = ["qemu64", "Nehalem"];

    /// <summary>
    /// Programs about what the kernel keeps in its own tables, for which one CPU is like another: an old one and a new one are enough.
    /// </summary>
    private static readonly string[] AboutTables =
    [
        "changes", "events", "fairness", "files", "mounts", "restarts", "robust", "scheduling", "sharedfutex", "sigqueue", "stops",
        "threadgroups", "timers", "waiting",
    ];

    private static readonly string[] OldAndNew = ["qemu64", "max"];

    public static TheoryData<string, string, string> Programs
    {
        get
        {
            TheoryData<string, string, string> data = [];
            string[] names =
            [
                .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "userland/asm"), "*.asm")
                    .Select(static path => Path.GetFileNameWithoutExtension(path)).Except(WithArguments).Order(),
            ];
            foreach ((int row, string name) in names.Index())
            {
                foreach ((int column, string cpu) in CpusFor(name).Index())
                {
                    data.Add(name, cpu, Machines[(row + column) % Machines.Length]);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public Task IsAsOnLinux(string program, string cpu, string machine) =>
        ProgramBoot.MustBeAsOnLinux($"/bin/{program}", new QemuOptions { Image = Repository.Kernel, Cpu = cpu, Machine = machine });

    [Theory]
    [InlineData("/bin/arguments")]
    [InlineData("/bin/arguments one two three")]
    [InlineData("/bin/arguments \"two words\" \"\" a=b --  last")]
    [InlineData("/bin/arguments-pie one")]
    public Task GetsArgumentsAndEnvironment(string command) =>
        ProgramBoot.MustBeAsOnLinux(command, new QemuOptions { Image = Repository.Kernel });

    private static IReadOnlyList<string> CpusFor(string program) =>
        WithoutSmap.Contains(program) ? CpusWithoutSmap : AboutTables.Contains(program) ? OldAndNew : CpuModels.All;
}
