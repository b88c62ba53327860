using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The ring-0 tests of interrupts on each kind of timer, and on each way that interrupts take to the CPU.</summary>
public sealed class InterruptHardware
{
    /// <summary>What the names of the tests begin with.</summary>
    private const string Tests = "Interrupt";

    private const string LocalApic = "timer: local APIC";
    private const string IntervalTimer = "timer: interval timer";
    private const string IoApics = "interrupts: through I/O APICs";
    private const string OldControllers = "interrupts: through the old controllers";

    [Theory]
    [InlineData("qemu64", "pc", "", "", LocalApic, IoApics)]
    [InlineData("EPYC", "q35", "", "", LocalApic, IoApics)]
    [InlineData("qemu64", "pc", "", "-smp 4", LocalApic, IoApics)]
    [InlineData("EPYC", "q35", "", "-icount shift=0,sleep=off", LocalApic, IoApics)]
    [InlineData("qemu64", "pc", "noapic", "", LocalApic, OldControllers)]
    [InlineData("qemu64", "isapc", "", "", LocalApic, OldControllers)]
    [InlineData("EPYC", "q35", "noacpi", "-icount shift=0,sleep=off", LocalApic, OldControllers)]
    [InlineData("qemu64", "pc", "nolapic", "", IntervalTimer, OldControllers)]
    [InlineData("EPYC", "q35", "nolapic", "-smp 4", IntervalTimer, OldControllers)]
    [InlineData("qemu64", "pc", "nolapic", "-icount shift=0,sleep=off", IntervalTimer, OldControllers)]
    [InlineData("qemu64,-apic", "pc", "", "", IntervalTimer, OldControllers)]
    [InlineData("EPYC,-apic", "q35", "", "", IntervalTimer, OldControllers)]
    public async Task TheTestsPass(string cpu, string machine, string option, string more, string timer, string way)
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
        result.MustSay(way);
        result.MustSay($"DONE {GuestTestList.RingZero.Count(IsOurs)} passed, 0 failed");
    }

    private static bool IsOurs(GuestTest test) => test.Name.StartsWith(Tests, System.StringComparison.Ordinal);
}
