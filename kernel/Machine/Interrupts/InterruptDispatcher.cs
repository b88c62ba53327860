using System.Runtime;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.Interrupts;

/// <summary>Where every exception and interrupt arrives in C#, with interrupts disabled.</summary>
internal static unsafe class InterruptDispatcher
{
    /// <summary>Called by <c>asm/interrupts.asm</c>; on return the frame's registers are loaded again.</summary>
    [RuntimeExport("InterruptDispatch")]
    private static void Dispatch(InterruptFrame* frame)
    {
        if (frame->Vector >= (uint)ExceptionVector.FirstInterrupt)
        {
            DeviceInterrupts.Serve(frame);
            return;
        }

        if (UserFaults.TryHandle(frame) || (!frame->IsFromUser && HardwareExceptions.TryRaise(frame)))
        {
            return;
        }

        Panic.Fault(frame);
    }
}
