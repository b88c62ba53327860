using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The ring-0 tests of interrupts on each kind of timer, with and without a local APIC to bring interrupts in.</summary>
public sealed class InterruptHardware
{
    /// <summary>What the names of the tests begin with.</summary>
    private const string Tests = "Interrupt";

    private const string LocalApic = "timer: local APIC";
    private const string IntervalTimer = "timer: interval timer";

    [Theory]
    [InlineData("qemu64", "pc", "", "", LocalApic)]
    [InlineData("EPYC", "q35", "", "", LocalApic)]
    [InlineData("qemu64", "pc", "", "-smp 4", LocalApic)]
    [InlineData("EPYC", "q35", "", "-icount shift=0,sleep=off", LocalApic)]
    [InlineData("qemu64", "pc", "nolapic", "", IntervalTimer)]
    [InlineData("EPYC", "q35", "nolapic", "-smp 4", IntervalTimer)]
    [InlineData("qemu64", "pc", "nolapic", "-icount shift=0,sleep=off", IntervalTimer)]
    [InlineData("qemu64,-apic", "pc", "", "", IntervalTimer)]
    [InlineData("EPYC,-apic", "q35", "", "", IntervalTimer)]
    public async Task TheTestsPass(string cpu, string machine, string option, string more, string timer)
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.TestKernel,
            Cpu = cpu,
            Machine = machine,
            CommandLine = $"exit=qemu {option} test={Tests}",
            Extra = more.Split(' ', System.StringSplitOptions.RemoveEmptyEntries),
        });

        result.MustExitWith(QemuExit.Success);
        result.MustSay(timer);
        result.MustSay($"DONE {GuestTestList.RingZero.Count(IsOurs)} passed, 0 failed");
    }

    private static bool IsOurs(GuestTest test) => test.Name.StartsWith(Tests, System.StringComparison.Ordinal);
}
