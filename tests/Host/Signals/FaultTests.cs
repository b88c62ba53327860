using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Signals;

/// <summary>Which signal an exception becomes (Linux, <c>arch/x86/kernel/traps.c</c>).</summary>
public sealed class FaultTests
{
    private const ulong Rip = 0x1234;

    [Theory]
    [InlineData(0, Signal.SIGFPE, SignalCode.FPE_INTDIV, Rip)]
    [InlineData(3, Signal.SIGTRAP, SignalCode.SI_KERNEL, 0)]
    [InlineData(4, Signal.SIGSEGV, SignalCode.SI_KERNEL, 0)]
    [InlineData(5, Signal.SIGSEGV, SignalCode.SI_KERNEL, 0)]
    [InlineData(6, Signal.SIGILL, SignalCode.ILL_ILLOPN, Rip)]
    [InlineData(10, Signal.SIGSEGV, SignalCode.SI_KERNEL, 0)]
    [InlineData(11, Signal.SIGBUS, SignalCode.SI_KERNEL, 0)]
    [InlineData(12, Signal.SIGBUS, SignalCode.SI_KERNEL, 0)]
    [InlineData(13, Signal.SIGSEGV, SignalCode.SI_KERNEL, 0)]
    [InlineData(17, Signal.SIGBUS, SignalCode.BUS_ADRALN, 0)]
    public void Exceptions(int vector, Signal signal, int code, ulong address) =>
        Expect(signal, code, address, FaultSignals.Of(vector, Rip, causes: 0));

    [Theory]
    [InlineData(1UL << 14, SignalCode.TRAP_TRACE)]
    [InlineData((1UL << 14) | 1, SignalCode.TRAP_TRACE)]
    [InlineData(1UL << 3, SignalCode.TRAP_HWBKPT)]
    [InlineData(0UL, SignalCode.TRAP_BRKPT)]
    public void DebugExceptions(ulong causes, int code) =>
        Expect(Signal.SIGTRAP, code, Rip, FaultSignals.Of(1, Rip, causes));

    [Theory]
    [InlineData(FaultAction.SegvMapError, Signal.SIGSEGV, SignalCode.SEGV_MAPERR)]
    [InlineData(FaultAction.SegvAccessError, Signal.SIGSEGV, SignalCode.SEGV_ACCERR)]
    [InlineData(FaultAction.BusError, Signal.SIGBUS, SignalCode.BUS_ADRERR)]
    public void PageFaults(FaultAction action, Signal signal, int code) =>
        Expect(signal, code, 0x5678, FaultSignals.OfPageFault(action, 0x5678));

    [Theory]
    [InlineData(FloatingPointExceptions.InvalidOperation | FloatingPointExceptions.DivideByZero, SignalCode.FPE_FLTINV)]
    [InlineData(FloatingPointExceptions.DivideByZero | FloatingPointExceptions.Overflow, SignalCode.FPE_FLTDIV)]
    [InlineData(FloatingPointExceptions.Overflow | FloatingPointExceptions.Precision, SignalCode.FPE_FLTOVF)]
    [InlineData(FloatingPointExceptions.Underflow | FloatingPointExceptions.Precision, SignalCode.FPE_FLTUND)]
    [InlineData(FloatingPointExceptions.Denormal, SignalCode.FPE_FLTUND)]
    [InlineData(FloatingPointExceptions.Precision, SignalCode.FPE_FLTRES)]
    public void FloatingPointExceptionsHaveAnOrder(FloatingPointExceptions exceptions, int code) =>
        Expect(Signal.SIGFPE, code, Rip, FaultSignals.OfArithmetic(exceptions, Rip)!.Value);

    [Fact]
    public void WithoutAnUnmaskedExceptionTheInstructionIsTriedAgain() =>
        Assert.Null(FaultSignals.OfArithmetic(FloatingPointExceptions.None, Rip));

    [Fact]
    public void WhatIsMappedInTheKernelsHalfDoesNotShow()
    {
        Assert.Equal(5UL, FaultSignals.ErrorCodeOf(4, UserSpace.End));
        Assert.Equal(4UL, FaultSignals.ErrorCodeOf(4, UserSpace.End - 1));
    }

    private static void Expect(Signal signal, int code, ulong address, SignalInfo info)
    {
        Assert.Equal(signal, info.Signal);
        Assert.Equal(code, info.Code);
        Assert.Equal(address, info.First);
    }
}
