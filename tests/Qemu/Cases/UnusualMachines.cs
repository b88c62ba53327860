using System;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Machines that lack something.</summary>
public sealed class UnusualMachines
{
    /// <summary>A prefix of the names of a few tests.</summary>
    private static string OneClass => GuestTestList.RingZero[0].Name.Split('.')[0] + ".";

    [Fact]
    public async Task WithoutASerialPortTheKernelBootsAllTheSame()
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions { Image = Repository.Kernel, Serial = false });

        result.MustExitWith(QemuExit.Success);
    }

    [Fact]
    public async Task WithoutASerialPortTheTestsRunAllTheSame()
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.TestKernel, Serial = false, CommandLine = "exit=qemu test=" + OneClass });

        result.MustExitWith(QemuExit.Success);
    }

    /// <summary>With PAE and SSE alone in CR4 a program of today's runs, which chooses its code by CPUID.</summary>
    [Fact]
    public async Task ANewCpuCanBeTakenForAnOldOne()
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.Kernel,
            Cpu = "max",
            Initramfs = Repository.Initramfs,
            CommandLine = "exit=qemu cpu=baseline init=/usr/bin/sort -- /text/numbers.txt",
        });

        result.MustExitWith(QemuExit.Success);
        result.MustSay("cr4 0x620");
        result.MustSay("init: /usr/bin/sort ended with status 0");
    }

    [Theory]
    [InlineData("qemu64,-nx")]
    [InlineData("pentium3")]
    [InlineData("qemu64,-lm")]
    public async Task ACpuWithoutANeededFeatureGetsASentence(string cpu)
    {
        // The kernel halts after it: with nothing to run on, it cannot know that it runs in QEMU.
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, Cpu = cpu },
            static line => line.Contains(KernelLog.UnfitMachine, StringComparison.Ordinal));

        result.Must(result.Hang is null, "expected a sentence about the missing feature");
        result.MustSay(KernelLog.UnfitMachine);
    }
}
