using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.UserMode;

/// <summary>Exceptions of the CPU that are a program's: its own, and those of the kernel's copies from and to it.</summary>
internal static unsafe class UserFaults
{
    private const ulong UserHalfEnd = 1UL << 47;

    /// <summary>Handles an exception; false if it is the kernel's own.</summary>
    public static bool TryHandle(InterruptFrame* frame)
    {
        UserEvents? events = UserThread.Events;
        if (events is null)
        {
            return false;
        }

        return frame->IsFromUser ? HandleOwn(frame, events) : HandleKernel(frame, events);
    }

    private static bool HandleOwn(InterruptFrame* frame, UserEvents events)
    {
        ExceptionVector vector = (ExceptionVector)frame->Vector;
        if (vector is ExceptionVector.NonMaskableInterrupt or ExceptionVector.DoubleFault or ExceptionVector.MachineCheck)
        {
            // Not the program's doing.
            return false;
        }

        ulong address = 0;
        if (vector == ExceptionVector.PageFault)
        {
            // CR2 first: the handler may fault itself.
            address = CpuInstructions.ReadCr2();
            if (address < UserHalfEnd && events.ResolvePageFault(address, AccessOf(frame)))
            {
                return true;
            }
        }

        ulong errorCode = frame->ErrorCode;
        frame->OriginalRax = ulong.MaxValue;
        events.Exception(new UserRegisters(frame), (int)vector, errorCode, address);
        return true;
    }

    private static bool HandleKernel(InterruptFrame* frame, UserEvents events)
    {
        if (!ComesFromTheInstruction((ExceptionVector)frame->Vector))
        {
            return false;
        }

        if (frame->Rip == GetUserIretq())
        {
            events.BadRegisters();
            return true;
        }

        ulong fixup = UserMemory.FixupFor(frame->Rip);
        if (fixup == 0)
        {
            return false;
        }

        if (frame->Vector == (uint)ExceptionVector.PageFault)
        {
            ulong address = CpuInstructions.ReadCr2();
            if (address < UserHalfEnd && events.ResolvePageFault(address, AccessOf(frame)))
            {
                return true;
            }
        }

        frame->Rip = fixup;
        return true;
    }

    /// <summary>
    /// Whether an exception is the doing of the instruction that it names: a load or store, or IRETQ with a bad frame. An
    /// NMI, a #DB or a #MC only happens to come there.
    /// </summary>
    private static bool ComesFromTheInstruction(ExceptionVector vector) =>
        vector is ExceptionVector.PageFault or ExceptionVector.GeneralProtection or ExceptionVector.StackSegment
            or ExceptionVector.SegmentNotPresent;

    private static PageFaultAccess AccessOf(InterruptFrame* frame) =>
        (PageFaultAccess)frame->ErrorCode & (PageFaultAccess.Present | PageFaultAccess.Write | PageFaultAccess.Fetch);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetUserIretq")]
    internal static extern ulong GetUserIretq();
}
