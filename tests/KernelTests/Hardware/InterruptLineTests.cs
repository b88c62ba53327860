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
        bool isTheClocks = InterruptLines.IsUnmasked(IntervalTimer.InterruptLine);
        CheckTheTimersLine(MachineInterruptLines.UsesIoApics ? 2U : 0U);
        Check.That(MachineInterruptLines.RouteOf(IntervalTimer.InterruptLine) is null);
        if (isTheClocks)
        {
            InterruptLines.Unmask(IntervalTimer.InterruptLine);
        }
    }

    /// <summary>Devices go on while the way changes, and a way that leads nowhere is left again.</summary>
    [Test]
    public static void LinesGoBackToTheOldControllersIfTheTablesAreWrong()
    {
        if (!MachineInterruptLines.UsesIoApics)
        {
            return;
        }

        const ulong Place = 0xfec0_0000;
        const uint NotTheTimers = 5;
        InterruptRoute?[] routes = new InterruptRoute?[InterruptLines.Count];
        for (uint line = 0; line < routes.Length; line++)
        {
            routes[line] = new InterruptRoute(line == 0 ? NotTheTimers : line, IsActiveLow: false, IsLevelTriggered: false);
        }

        Check.That(InterruptLines.TryUseIoApics([new IoApicPlace(Place, 0)], routes, Millisecond) is not null);
        Check.That(!MachineInterruptLines.UsesIoApics);
        CheckTheTimersLine(0);
        Check.That(InterruptLines.TryUseIoApics([new IoApicPlace(Place + 0x1000, 0)], routes) is not null);
        Check.That(InterruptLines.TryUseIoApics([new IoApicPlace(Place, 16)], routes) is not null);
        Check.That(!MachineInterruptLines.UsesIoApics);
        routes[0] = new InterruptRoute(2, IsActiveLow: false, IsLevelTriggered: false);
        Check.That(InterruptLines.TryUseIoApics([new IoApicPlace(Place, 0)], routes) is null);
        CheckTheTimersLine(2);
    }

    private static void CheckTheTimersLine(uint input)
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
        Check.Equal(input, MachineInterruptLines.RouteOf(IntervalTimer.InterruptLine)!.Value.Input);
        InterruptLines.Mask(IntervalTimer.InterruptLine);
    }
}
