using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.Runtime;

/// <content>In the kernel a fault comes as an <see cref="InterruptFrame"/>.</content>
internal static unsafe partial class HardwareExceptions
{
    /// <summary>
    /// Tries to raise the exception for a fault; true if <paramref name="frame"/> now returns into the throw helper.
    /// </summary>
    public static bool TryRaise(InterruptFrame* frame) => (ExceptionVector)frame->Vector switch
    {
        ExceptionVector.PageFault => TryRaiseNullReference(CpuInstructions.ReadCr2(), new FaultRegisters(frame)),
        ExceptionVector.DivideError => TryRaiseDivisionError(new FaultRegisters(frame)),
        _ => false,
    };
}
