using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Signals;

/// <summary>
/// Which signal an exception of the CPU becomes, as in Linux's <c>arch/x86/kernel/traps.c</c> and <c>arch/x86/mm/fault.c</c>.
/// </summary>
public static class FaultSignals
{
    /// <summary>Exceptions by their vectors (Intel SDM volume 3, table 6-1).</summary>
    internal const int DivideError = 0;
    internal const int Debug = 1;
    internal const int Breakpoint = 3;
    internal const int InvalidOpcode = 6;
    internal const int SegmentNotPresent = 11;
    internal const int StackSegment = 12;
    internal const int PageFault = 14;
    internal const int FloatingPoint = 16;
    internal const int AlignmentCheck = 17;
    internal const int SimdFloatingPoint = 19;

    // DR6 (Intel SDM volume 3, 17.2.3).
    private const ulong SingleStep = 1 << 14;
    private const ulong Breakpoints = 0xf;

    /// <summary>The signal of an exception that is neither a page fault nor one of floating-point arithmetic.</summary>
    /// <param name="vector">The exception.</param>
    /// <param name="instruction">RIP.</param>
    /// <param name="causes">For #DB, DR6: zero after INT1.</param>
    public static SignalInfo Of(int vector, ulong instruction, ulong causes) => vector switch
    {
        DivideError => SignalInfo.FromFault(Signal.SIGFPE, SignalCode.FPE_INTDIV, instruction),
        Debug => SignalInfo.FromFault(Signal.SIGTRAP, TrapCode(causes), instruction),
        Breakpoint => SignalInfo.FromKernel(Signal.SIGTRAP),
        InvalidOpcode => SignalInfo.FromFault(Signal.SIGILL, SignalCode.ILL_ILLOPN, instruction),
        SegmentNotPresent or StackSegment => SignalInfo.FromKernel(Signal.SIGBUS),
        AlignmentCheck => SignalInfo.FromFault(Signal.SIGBUS, SignalCode.BUS_ADRALN, 0),
        _ => SignalInfo.FromKernel(Signal.SIGSEGV),
    };

    /// <summary>The signal of a page fault.</summary>
    /// <param name="action">What the address space says; one of its errors.</param>
    /// <param name="address">What was used.</param>
    public static SignalInfo OfPageFault(FaultAction action, ulong address) => action switch
    {
        FaultAction.BusError => SignalInfo.FromFault(Signal.SIGBUS, SignalCode.BUS_ADRERR, address),
        FaultAction.SegvAccessError => SignalInfo.FromFault(Signal.SIGSEGV, SignalCode.SEGV_ACCERR, address),
        _ => SignalInfo.FromFault(Signal.SIGSEGV, SignalCode.SEGV_MAPERR, address),
    };

    /// <summary>The signal of #MF or #XM: of several exceptions the first in this order.</summary>
    /// <param name="exceptions">Those that have come and are not masked.</param>
    /// <param name="instruction">RIP.</param>
    /// <returns>Null if there are none: then the instruction is tried again.</returns>
    public static SignalInfo? OfArithmetic(FloatingPointExceptions exceptions, ulong instruction)
    {
        const FloatingPointExceptions Tiny = FloatingPointExceptions.Denormal | FloatingPointExceptions.Underflow;
        int code = (exceptions & FloatingPointExceptions.InvalidOperation) != 0 ? SignalCode.FPE_FLTINV
            : (exceptions & FloatingPointExceptions.DivideByZero) != 0 ? SignalCode.FPE_FLTDIV
            : (exceptions & FloatingPointExceptions.Overflow) != 0 ? SignalCode.FPE_FLTOVF
            : (exceptions & Tiny) != 0 ? SignalCode.FPE_FLTUND
            : (exceptions & FloatingPointExceptions.Precision) != 0 ? SignalCode.FPE_FLTRES
            : 0;
        return code == 0 ? null : SignalInfo.FromFault(Signal.SIGFPE, code, instruction);
    }

    /// <summary>The error code as signal frames show it: of the kernel's half programs learn nothing.</summary>
    public static ulong ErrorCodeOf(ulong errorCode, ulong address) =>
        address >= UserSpace.End ? errorCode | (ulong)PageFaultAccess.Present : errorCode;

    private static int TrapCode(ulong causes) =>
        (causes & SingleStep) != 0 ? SignalCode.TRAP_TRACE
        : (causes & Breakpoints) != 0 ? SignalCode.TRAP_HWBKPT
        : SignalCode.TRAP_BRKPT;
}
