using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Threads;

namespace Lodestar.Machine.UserMode;

/// <summary>Exceptions of the CPU that are a program's: its own, and those of the kernel's copies from and to it.</summary>
internal static unsafe class UserFaults
{
    private const ulong UserHalfEnd = 1UL << 47;

    /// <summary>Handles an exception; false if it is the kernel's own.</summary>
    public static bool TryHandle(InterruptFrame* frame)
    {
        UserEvents? events = KernelThread.CurrentEvents;
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

        ulong detail = 0;
        if (vector == ExceptionVector.PageFault)
        {
            // CR2 first: the handler may fault itself.
            detail = CpuInstructions.ReadCr2();
            // An access that the CPU made by itself, to a descriptor for instance, has no page to wait for.
            bool isOwnAccess = (AccessOf(frame) & PageFaultAccess.User) != 0;
            if (isOwnAccess && detail < UserHalfEnd && events.ResolvePageFault(detail, AccessOf(frame)))
            {
                return true;
            }
        }
        else if (vector == ExceptionVector.Debug)
        {
            detail = DebugStatus.Take();
        }

        Report(frame, events, detail);
        return true;
    }

    private static void Report(InterruptFrame* frame, UserEvents events, ulong detail)
    {
        ulong errorCode = frame->ErrorCode;
        frame->OriginalRax = ulong.MaxValue;
        events.Exception(new UserRegisters(frame), (int)frame->Vector, errorCode, detail);
    }

    private static bool HandleKernel(InterruptFrame* frame, UserEvents events)
    {
        if (!ComesFromTheInstruction((ExceptionVector)frame->Vector))
        {
            return false;
        }

        if (frame->Rip == GetUserIretq())
        {
            ReportRefused(frame, events);
            return true;
        }

        // A copy's program side was checked to be in the user half. Any other fault comes from its kernel side, and is a bug.
        ulong fixup = UserMemory.FixupFor(frame->Rip);
        ulong address = CpuInstructions.ReadCr2();
        if (fixup == 0 || frame->Vector != (uint)ExceptionVector.PageFault || address >= UserHalfEnd)
        {
            return false;
        }

        if (events.ResolvePageFault(address, AccessOf(frame)))
        {
            return true;
        }

        frame->Rip = fixup;
        return true;
    }

    /// <summary>
    /// IRETQ has refused a program's registers. The general ones were loaded already and so are the frame's; the others are
    /// still where IRETQ reads them. For the time of the report they all are together in the frame, which afterwards goes
    /// back to the IRETQ for another try.
    /// </summary>
    private static void ReportRefused(InterruptFrame* frame, UserEvents events)
    {
        ReturnFrame* refused = (ReturnFrame*)frame->Rsp;
        ReturnFrame* own = (ReturnFrame*)&frame->Rip;
        ReturnFrame kernel = *own;
        *own = *refused;
        Report(frame, events, detail: 0);
        *refused = *own;
        *own = kernel;
        frame->Rip = GetReturnToUser();
    }

    /// <summary>
    /// Whether an exception is the doing of the instruction that it names: a load or store, or IRETQ with a bad frame. An
    /// NMI, a #DB or a #MC only happens to come there.
    /// </summary>
    private static bool ComesFromTheInstruction(ExceptionVector vector) =>
        vector is ExceptionVector.PageFault or ExceptionVector.GeneralProtection or ExceptionVector.StackSegment
            or ExceptionVector.SegmentNotPresent;

    private static PageFaultAccess AccessOf(InterruptFrame* frame) =>
        (PageFaultAccess)frame->ErrorCode
        & (PageFaultAccess.Present | PageFaultAccess.Write | PageFaultAccess.User | PageFaultAccess.Fetch);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetUserIretq")]
    internal static extern ulong GetUserIretq();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetReturnToUser")]
    private static extern ulong GetReturnToUser();

    /// <summary>What IRETQ loads.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ReturnFrame
    {
        public ulong Rip;
        public ulong Cs;
        public ulong Rflags;
        public ulong Rsp;
        public ulong Ss;
    }
}
