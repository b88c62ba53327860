using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The same ELF file boots through its multiboot2 header, from the disc that <c>make iso</c> makes.</summary>
public sealed class GrubBoot
{
    /// <summary>A prefix of the names of a few ring-0 tests.</summary>
    private const string OneClass = "CpuTests.";

    [Theory]
    [InlineData("pc", "qemu64", 256)]
    [InlineData("q35", "max", 32)]
    [InlineData("q35", "EPYC", 6144)]
    public async Task Boots(string machine, string cpu, int memoryMiB)
    {
        using BootDisc disc = await BootDisc.Make(Repository.Kernel, "exit=qemu thisoptiondoesnotexist");
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.Kernel,
            Disc = disc.Path,
            Machine = machine,
            Cpu = cpu,
            MemoryMiB = memoryMiB,
        });

        result.MustExitWith(QemuExit.Success);
        result.MustSay(KernelLog.EndOfBoot);
        result.MustSay("unknown option \"thisoptiondoesnotexist\"");
    }

    [Fact]
    public async Task TheMenuBootsByItself()
    {
        using BootDisc disc = await BootDisc.Make(Repository.Kernel);
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, Disc = disc.Path },
            static line => line.Contains(KernelLog.EndOfBoot, StringComparison.Ordinal));

        result.Must(result.Hang is null, "expected the end of the boot");
        result.MustSay("Lodestar, verbose log");
    }

    [Fact]
    public async Task TheTestKernelBootsFromADiscOfItsOwn()
    {
        using BootDisc disc = await BootDisc.Make(Repository.TestKernel, "exit=qemu test=" + OneClass);
        BootResult result = await QemuMachine.Boot(new QemuOptions { Image = Repository.TestKernel, Disc = disc.Path });

        result.MustExitWith(QemuExit.Success);
        result.Must(
            result.Log.Lines.Any(static line => line.StartsWith("PASS " + OneClass, StringComparison.Ordinal)),
            $"expected the tests of {OneClass}");
    }

    [Fact]
    public async Task TheDiscDoesNotSayWhenItWasMade()
    {
        // ECMA-119, 8.4: the primary volume descriptor, in sector 16, has the dates of creation and modification at byte 813.
        const int Dates = (16 * 2048) + 813;
        const int DateLength = 17;
        using BootDisc disc = await BootDisc.Make(Repository.Kernel);
        byte[] content = await File.ReadAllBytesAsync(disc.Path);

        Assert.StartsWith("20260101", Encoding.ASCII.GetString(content, Dates, DateLength), StringComparison.Ordinal);
        Assert.StartsWith("20260101", Encoding.ASCII.GetString(content, Dates + DateLength, DateLength), StringComparison.Ordinal);
    }
}
