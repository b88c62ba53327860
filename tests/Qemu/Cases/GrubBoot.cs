using System;
using System.IO;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The same ELF file boots through its multiboot2 header, from a disc with GRUB on it.</summary>
public sealed class GrubBoot : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lodestar-grub-");

    [Theory]
    [InlineData("pc", "qemu64", 256)]
    [InlineData("q35", "max", 32)]
    [InlineData("q35", "EPYC", 6144)]
    public async Task Boots(string machine, string cpu, int memoryMiB)
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.Kernel,
            Disc = await MakeDisc("exit=qemu thisoptiondoesnotexist"),
            Machine = machine,
            Cpu = cpu,
            MemoryMiB = memoryMiB,
            TimeLimit = TimeSpan.FromSeconds(30),
        });

        result.MustExitWith(QemuExit.Success);
        result.MustSay(KernelLog.EndOfBoot);
        result.MustSay("thisoptiondoesnotexist");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Makes a bootable disc image that hands the kernel this command line.</summary>
    private async Task<string> MakeDisc(string commandLine)
    {
        DirectoryInfo content = _folder.CreateSubdirectory("content");
        DirectoryInfo boot = content.CreateSubdirectory("boot");
        DirectoryInfo grub = boot.CreateSubdirectory("grub");
        File.Copy(Repository.Kernel, Path.Combine(boot.FullName, "lodestar.elf"));
        await File.WriteAllTextAsync(
            Path.Combine(grub.FullName, "grub.cfg"), $"multiboot2 /boot/lodestar.elf {commandLine}\nboot\n");
        string disc = Path.Combine(_folder.FullName, "lodestar.iso");
        await Tool.Run("grub-mkrescue", "-d", "/usr/lib/grub/i386-pc", "-o", disc, content.FullName);
        return disc;
    }
}
