using System.Threading;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine;

/// <summary>
/// What interrupts have to say to the safe half. A handler only notes that something has come, and makes the CPU look for
/// work on its way to ring 3; threads take the notes, there and when there is nothing else to run.
/// </summary>
public static class MachineInterrupts
{
    private static int s_events;

    /// <summary>Whether something has come that nobody has taken.</summary>
    public static bool HasEvents => Volatile.Read(ref s_events) != 0;

    /// <summary>What has come since the last call: read and cleared in one step, so that nothing is lost.</summary>
    public static MachineEvents TakeEvents()
    {
        UnexpectedInterrupts.Report();
        return (MachineEvents)Interlocked.Exchange(ref s_events, 0);
    }

    /// <summary>
    /// Halts the CPU until an interrupt comes, unless there are events that nobody has taken: then it returns at once. Interrupts
    /// are enabled for the wait, and afterwards what they were before. An interrupt need not bring an event.
    /// </summary>
    public static void WaitForInterrupt()
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        if (s_events == 0)
        {
            CpuInstructions.WaitForInterrupt();
        }

        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    /// <summary>Notes events. Interrupts are disabled.</summary>
    internal static void Note(MachineEvents events)
    {
        s_events |= (int)events;
        UserWork.Request();
    }
}
