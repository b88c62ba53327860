using System.Threading;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Interrupts;

/// <summary>
/// Serves the interrupts of devices. They come with interrupts disabled, on the stack of whatever they interrupt, which may be
/// the allocator: nothing here allocates, throws or waits, it only notes what has come. It logs nothing but the registers, if somebody has asked for them.
/// </summary>
internal static class DeviceInterrupts
{
    private static ulong s_localTimerCount;
    private static ulong s_spuriousCount;

    /// <summary>Interrupts of the local APIC's timer since the boot.</summary>
    public static ulong LocalTimerCount => Volatile.Read(ref s_localTimerCount);

    /// <summary>Interrupts since the boot that went away before they could be served.</summary>
    public static ulong SpuriousCount => Volatile.Read(ref s_spuriousCount);

    /// <summary>Lets devices interrupt, once somebody enables interrupts.</summary>
    public static void Start()
    {
        MachineTimer.Start();
        for (int i = 0; i < SerialPort.Count; i++)
        {
            if (SerialPort.At(i).IsPresent)
            {
                InterruptLines.Unmask(SerialPort.InterruptLine(i));
                SerialPort.At(i).EnableInterrupts();
            }
        }
    }

    /// <summary>Serves a vector from 32 on.</summary>
    /// <param name="frame">The vector, and what was interrupted.</param>
    public static unsafe void Serve(InterruptFrame* frame)
    {
        uint vector = frame->Vector;
        bool isFromUser = frame->IsFromUser;
        int line = (int)vector - InterruptController8259.FirstVector;
        if (vector == InterruptVector.LocalTimer && LocalApic.IsUsed)
        {
            s_localTimerCount++;
            MachineTimer.Interrupt(isFromUser);
            LocalApic.EndInterrupt();
        }
        else if (line is >= 0 and < InterruptLines.Count && InterruptLines.IsUnmasked(line))
        {
            ServeLine(line, isFromUser);
            InterruptLines.EndInterrupt(line);
            if (KeyboardLine.TakeRegisterRequest())
            {
                LiveReport.Write(frame);
            }
        }
        else if (vector == InterruptVector.Spurious || InterruptController8259.TryEndSpurious(line))
        {
            s_spuriousCount++;
        }
        else
        {
            UnexpectedInterrupts.Note(vector);
            if (LocalApic.IsInService(vector))
            {
                LocalApic.EndInterrupt();
            }
        }
    }

    /// <summary>Looks after the devices of a line. It need not have interrupted.</summary>
    public static void ServeLine(int line, bool isFromUser)
    {
        if (line == IntervalTimer.InterruptLine)
        {
            MachineTimer.Interrupt(isFromUser);
        }

        if (line == KeyboardLine.InterruptLine)
        {
            KeyboardLine.Receive();
        }

        for (int i = 0; i < SerialPort.Count; i++)
        {
            if (line == SerialPort.InterruptLine(i))
            {
                SerialPort.At(i).Receive();
            }
        }
    }
}
