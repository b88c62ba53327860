using System.Threading.Tasks;
using Lodestar.Core.Abi;
using Lodestar.Host.Tests.Programs;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// Malformed and odd executables as the first program: the error that Linux gives, or the program's own status. That Linux gives
/// it is what <c>ElfLinuxTests</c> of the host tests shows for the same files.
/// </summary>
public sealed class OddExecutables(OddPrograms programs) : IClassFixture<OddPrograms>
{
    public static TheoryData<string> Names => [.. OddPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RunsOrGivesLinuxsError(string name)
    {
        ElfCase odd = OddPrograms.All[name];
        string path = OddPrograms.PathOf(name);
        ProgramBoot boot = await ProgramBoot.Run(path, new QemuOptions { Image = Repository.Kernel, Initramfs = programs.Initramfs });

        if (odd.Error == Errno.None)
        {
            boot.MustHaveEnded();
            boot.Boot.Must(boot.Program!.Status == ElfBuilder.Status, $"expected status {ElfBuilder.Status}");
        }
        else
        {
            boot.Boot.MustExitWith(QemuExit.TestsFailed);
            boot.Boot.MustSay($"init: {path} cannot be run: {odd.Error} ");
        }
    }

    [Fact]
    public async Task WithoutANameTheFirstProgramIsInit()
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, Initramfs = programs.Initramfs, CommandLine = "exit=qemu" });

        result.MustExitWith(QemuExit.TestsFailed);
        result.MustSay("init: /init cannot be run: ENOENT (No such file or directory); init= names another program");
    }
}
