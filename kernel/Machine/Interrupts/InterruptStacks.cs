using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Interrupts;

/// <summary>
/// Stacks for the exceptions that can come when the current stack can't be trusted: an overflowed one (#DF), or one
/// between two instructions of the entry code (NMI, #DB, #MC).
/// </summary>
internal static unsafe class InterruptStacks
{
    private const int StackPages = 4;

    /// <summary>What <c>asm/interrupts.asm</c> reads above the frame: the per-CPU area's address, then padding.</summary>
    private const int ReservedAtTop = 16;

    /// <summary>Maps the stacks and makes the gates use them. Needs <see cref="KernelStacks"/>.</summary>
    public static void Initialize()
    {
        Create(1, ExceptionVector.DoubleFault, StackOwner.DoubleFault);
        Create(2, ExceptionVector.NonMaskableInterrupt, StackOwner.NonMaskableInterrupt);
        Create(3, ExceptionVector.Debug, StackOwner.Debug);
        Create(4, ExceptionVector.MachineCheck, StackOwner.MachineCheck);
    }

    private static void Create(int number, ExceptionVector vector, StackOwner owner)
    {
        byte* top = KernelStacks.Allocate(StackPages, owner);
        if (top == null)
        {
            Diagnostics.Panic.OutOfMemory("no memory for the interrupt stacks");
        }

        top -= ReservedAtTop;
        *(PerCpu**)top = PerCpu.Current;
        Tss.SetInterruptStack(number, (ulong)top);
        Idt.SetInterruptStack(vector, number);
    }
}
