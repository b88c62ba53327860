using Lodestar.Machine;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Runtime;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>Interrupt lines come to the CPU, whichever controller brings them.</summary>
public static class InterruptLineTests
{
    private const ulong Millisecond = 1_000_000;

    /// <summary>The one line that firmware tables say is connected otherwise: to the I/O APIC's input 2.</summary>
    [Test]
    public static void TheIntervalTimersLineComesThrough()
    {
        InterruptLines.Unmask(IntervalTimer.InterruptLine);
        Interruptible.Run(static () =>
        {
            for (int i = 0; i < 3; i++)
            {
                ulong before = InterruptLines.CountOf(IntervalTimer.InterruptLine);
                IntervalTimer.Arm(Millisecond);
                while (InterruptLines.CountOf(IntervalTimer.InterruptLine) == before)
                {
                    Native.Pause();
                }
            }
        });
        Check.Equal(MachineInterruptLines.UsesIoApics ? 2U : 0U, MachineInterruptLines.RouteOf(IntervalTimer.InterruptLine)!.Value.Input);
    }
}
