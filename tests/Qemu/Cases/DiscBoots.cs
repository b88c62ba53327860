using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// The disc for people boots by a BIOS and by UEFI, from a CD and from USB sticks, and runs a program. Each value of each column is
/// there; <c>make matrix</c> goes through all that they give together.
/// </summary>
public sealed class DiscBoots(PeoplesDisc disc) : IClassFixture<PeoplesDisc>
{
    private const int MebibytesInGibibyte = 1024;
    private const string ControlRegister = "cr4 0x";

    /// <summary>PAE, MCE, PGE, OSFXSR, OSXMMEXCPT, UMIP, FSGSBASE, OSXSAVE, SMEP, SMAP.</summary>
    private const ulong KernelsBits = 0x350ee0;

    [Theory]
    [InlineData(false, "pc", DiscMedium.Cd, "qemu64", MebibytesInGibibyte)]
    [InlineData(false, "q35", DiscMedium.StickOnUsb2, "max", 32)]
    [InlineData(false, "q35", DiscMedium.StickOnUsb3, "EPYC", 64 * MebibytesInGibibyte)]
    [InlineData(true, "pc", DiscMedium.StickOnUsb3, "Nehalem", MebibytesInGibibyte)]
    [InlineData(true, "q35", DiscMedium.Cd, "Skylake-Client", 64 * MebibytesInGibibyte)]
    public async Task AProgramRuns(bool isUefi, string machine, DiscMedium medium, string cpu, int memoryMiB)
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.Kernel,
            Disc = disc.Path,
            IsUefi = isUefi,
            Medium = medium,
            Machine = machine,
            Cpu = cpu,
            MemoryMiB = memoryMiB,
        });

        result.MustExitWith(QemuExit.Success);
        result.MustSay(KernelLog.EndOfBoot);
        result.MustSay("unknown option \"thisoptiondoesnotexist\"");
        result.Must(result.Log.Lines.Contains(PeoplesDisc.ScreenMemory), "expected a program to find a screen");
        string cr4 = result.Log.Lines.Single(static line => line.Contains(ControlRegister, StringComparison.Ordinal)).Split(ControlRegister)[1];
        result.Must((Convert.ToUInt64(cr4, 16) & ~KernelsBits) == 0, "expected nothing of the firmware's in CR4");
    }

    /// <summary>No serial port, no keyboard controller, no disks, no HPET.</summary>
    [Fact]
    public async Task AMachineWithLittleInItRunsAProgram()
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.Kernel,
            Disc = disc.Path,
            IsUefi = true,
            Medium = DiscMedium.StickOnUsb3,
            Machine = "q35,i8042=off,vmport=off,smbus=off,sata=off,hpet=off",
            Serial = false,
        });

        result.MustExitWith(QemuExit.Success);
    }
}
