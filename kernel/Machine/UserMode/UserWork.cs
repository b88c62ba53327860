using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Threads;

namespace Lodestar.Machine.UserMode;

/// <summary>What has to be done before the running thread goes to ring 3: signals, other threads' turns, device events.</summary>
public static unsafe class UserWork
{
    /// <summary>
    /// Makes the running thread come to <see cref="UserEvents.Work"/> before it goes to ring 3. Interrupt handlers may call it.
    /// </summary>
    public static void Request() => RequestUserWork();

    /// <summary>Called by the entry code with interrupts disabled, as they are at the end: nothing is requested then.</summary>
    [RuntimeExport("UserWorkDispatch")]
    private static void Dispatch(InterruptFrame* frame)
    {
        while (TakeUserWork() != 0)
        {
            CpuInstructions.EnableInterrupts();
            KernelThread.CurrentEvents!.Work(new UserRegisters(frame));
            CpuInstructions.DisableInterrupts();
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "RequestUserWork")]
    private static extern void RequestUserWork();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "TakeUserWork")]
    private static extern uint TakeUserWork();
}
