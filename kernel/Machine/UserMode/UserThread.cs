using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// Runs ring 3. There is one program at a time: it is entered from a kernel stack, everything that it brings to the kernel
/// is served on that stack further down, and its end unwinds to where it was entered.
/// </summary>
public static unsafe class UserThread
{
    private static UserEvents? s_events;

    /// <summary>Whether a program runs: then faults on user addresses are its.</summary>
    internal static UserEvents? Events => s_events;

    /// <summary>
    /// The registers of the program whose system call is being served: its frame is always the first on the kernel stack.
    /// </summary>
    public static UserRegisters Registers => new((InterruptFrame*)*Tss.KernelStackPointer - 1);

    /// <summary>
    /// Runs a program until <see cref="Leave"/>. All of its general registers are zero, its x87 and SSE state is fresh.
    /// </summary>
    public static void Run(UserEvents events, ulong instructionPointer, ulong stackPointer)
    {
        InterruptFrame frame = default;
        frame.OriginalRax = ulong.MaxValue;
        frame.Rip = instructionPointer;
        frame.Rsp = stackPointer;
        frame.Cs = Selector.UserCode;
        frame.Ss = Selector.UserData;
        frame.Rflags = UserRflags.Fixed;
        s_events = events;

        // Leaving may give up a system call in the middle of a catch block: its exception is over with its stack.
        RuntimeThread* thread = RuntimeThread.Current;
        byte* exceptions = thread->ExInfoHead;
        EnterUserMode(&frame, Tss.KernelStackPointer);
        thread->ExInfoHead = exceptions;
        s_events = null;
    }

    /// <summary>Ends the program whose system call or exception is being served. Does not return.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void Leave()
    {
        CpuInstructions.DisableInterrupts();
        LeaveUserMode();
        throw new InvalidOperationException();
    }

    /// <summary>Called by <c>asm/syscall.asm</c> with interrupts enabled; the result goes to the frame's RAX.</summary>
    [RuntimeExport("SyscallDispatch")]
    private static long Dispatch(InterruptFrame* frame) => s_events!.Syscall(new UserRegisters(frame));

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "EnterUserMode")]
    private static extern void EnterUserMode(InterruptFrame* frame, ulong* kernelStackPointer);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LeaveUserMode")]
    private static extern void LeaveUserMode();
}
