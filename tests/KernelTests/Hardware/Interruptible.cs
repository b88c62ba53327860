using System;
using Lodestar.Machine;
using Lodestar.Machine.Cpu;

namespace Lodestar.KernelTests.Hardware;

/// <summary>Runs tests that need interrupts, and leaves nothing of them behind: no deadline, no event.</summary>
internal static class Interruptible
{
    /// <summary>Runs a test with interrupts enabled.</summary>
    public static void Run(Action test)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        MachineInterrupts.TakeEvents();
        CpuInstructions.EnableInterrupts();
        try
        {
            test();
        }
        finally
        {
            MachineTimer.SetDeadline(ulong.MaxValue);
            CpuInstructions.DisableInterrupts();
            MachineInterrupts.TakeEvents();
            if (enabled)
            {
                CpuInstructions.EnableInterrupts();
            }
        }
    }

    /// <summary>Halts until events have come, and takes all that are noted.</summary>
    public static MachineEvents WaitFor(MachineEvents events)
    {
        MachineEvents all = MachineEvents.None;
        while ((all & events) != events)
        {
            MachineInterrupts.WaitForInterrupt();
            all |= MachineInterrupts.TakeEvents();
        }

        return all;
    }
}
