using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.Screens;

namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// The end of the kernel: says why, shows registers and backtrace on the serial port and the screen, and stops the
/// machine. Allocates nothing and takes no lock.
/// </summary>
public static unsafe class Panic
{
    private static int s_depth;
    private static EmulatorStatus s_status;

    /// <summary>Stops because going on would do damage.</summary>
    /// <param name="reason">A sentence without a full stop.</param>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Stop(string reason) => StopWith(EmulatorStatus.Panic, "*** KERNEL PANIC: "u8, reason);

    /// <summary>Stops because an exception found no handler.</summary>
    /// <param name="description">The exception as text, its own stack trace included.</param>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void UnhandledException(string description) =>
        StopWith(EmulatorStatus.UnhandledException, "*** KERNEL PANIC: unhandled exception: "u8, description);

    /// <summary>Stops because memory is out where there is no way on without.</summary>
    /// <param name="reason">What it was for.</param>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void OutOfMemory(string reason) =>
        StopWith(EmulatorStatus.OutOfMemory, "*** KERNEL PANIC: out of memory: "u8, reason);

    /// <summary>Stops when something does not hold that the kernel is built on.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="expression">The condition as it is written; the compiler fills it in.</param>
    public static void Assert(
        [DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition)
        {
            FailAssertion(expression);
        }
    }

    /// <summary>Stops because of an exception of the CPU that nothing handles.</summary>
    [DoesNotReturn]
    internal static void Fault(InterruptFrame* frame)
    {
        string? overflowed = frame->Vector is (uint)ExceptionVector.PageFault or (uint)ExceptionVector.DoubleFault
            ? KernelStacks.GuardedBy(CpuInstructions.ReadCr2())
            : null;
        bool isDoubleFault = frame->Vector == (uint)ExceptionVector.DoubleFault;
        Begin(
            overflowed != null || isDoubleFault ? EmulatorStatus.DoubleFault : EmulatorStatus.Panic,
            mayRepeat: overflowed != null && isDoubleFault);
        WriteReason(frame, overflowed);
        RegisterReport.WriteRegisters(frame);
        Backtrace.Write(frame);
        End();
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FailAssertion(string expression) =>
        StopWith(EmulatorStatus.Panic, "*** KERNEL PANIC: assertion failed: "u8, expression);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StopWith(EmulatorStatus status, scoped ReadOnlySpan<byte> kind, string reason)
    {
        Begin(status, mayRepeat: false);
        PanicOutput.WriteLines(kind, reason);
        RegisterReport.WriteControlRegisters();
        Backtrace.WriteCallers();
        End();
    }

    /// <summary>
    /// Counts panics. The first one decides the status. A second one is a fault of the panic itself, and ends with one
    /// line; but a stack that was too short for the first report (<paramref name="mayRepeat"/>) gets another one, from
    /// the double fault's own stack.
    /// </summary>
    private static void Begin(EmulatorStatus status, bool mayRepeat)
    {
        CpuInstructions.DisableInterrupts();
        ScreenLog.Stop();
        s_depth++;
        PanicOutput.GoesToScreen = true;
        if (s_depth == 1)
        {
            s_status = status;
            return;
        }

        if (s_depth == 2 && mayRepeat)
        {
            s_status = status;
            KernelLog.WriteRaw("\n"u8);
            return;
        }

        if (s_depth <= 3)
        {
            PanicOutput.WriteLine("*** panic while reporting a panic"u8);
        }

        End();
    }

    private static void WriteReason(InterruptFrame* frame, string? overflowed)
    {
        Utf8Text line = new(stackalloc byte[160]);
        line.Append("*** KERNEL PANIC: "u8);
        if (overflowed != null)
        {
            line.Append("kernel stack overflow on "u8);
            line.Append(overflowed);
            line.Append(": "u8);
        }

        line.Append(ExceptionNames.Of(frame->Vector));
        line.Append(frame->IsFromUser ? " in ring 3"u8 : ""u8);
        PanicOutput.WriteLine(line.Written);
        switch ((ExceptionVector)frame->Vector)
        {
            case ExceptionVector.PageFault:
                RegisterReport.WritePageFault(frame);
                break;
            case ExceptionVector.GeneralProtection or ExceptionVector.StackSegment or ExceptionVector.SegmentNotPresent
                or ExceptionVector.InvalidTss:
                RegisterReport.WriteSelectorError(frame);
                break;
        }
    }

    [DoesNotReturn]
    private static void End()
    {
        EmulatorExit.Request(s_status);
        while (true)
        {
            Native.Halt();
        }
    }
}
