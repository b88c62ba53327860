using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Cpu;

/// <summary>
/// The task state segment (Intel SDM volume 3, figure 8-11): in long mode only a list of stacks that the CPU switches to.
/// </summary>
internal static unsafe class Tss
{
    /// <summary>Bytes of the segment.</summary>
    public const uint Size = 104;

    /// <summary>Stacks of the interrupt stack table.</summary>
    public const int InterruptStackCount = 7;

    private static Layout s_tss;

    [StructLayout(LayoutKind.Sequential, Pack = 4, Size = (int)Size)]
    private struct Layout
    {
        public uint Reserved0;
        public ulong Rsp0;
        public ulong Rsp1;
        public ulong Rsp2;
        public ulong Reserved1;
        public fixed ulong InterruptStacks[InterruptStackCount];
        public ulong Reserved2;
        public ushort Reserved3;
        public ushort IoMapBase;
    }

    /// <summary>Where the CPU finds the segment.</summary>
    public static void* Address => Unsafe.AsPointer(ref s_tss);

    /// <summary>Where the stack pointer for exceptions and interrupts of ring 3 stands.</summary>
    public static ulong* KernelStackPointer => (ulong*)((byte*)Address + sizeof(uint));

    /// <summary>No port is open to ring 3: the map of allowed ports starts behind the segment's end.</summary>
    public static void Initialize() => s_tss.IoMapBase = (ushort)Size;

    /// <summary>Sets a stack of the interrupt stack table, counted from 1 as gates count them.</summary>
    public static void SetInterruptStack(int number, ulong stackPointer) => s_tss.InterruptStacks[number - 1] = stackPointer;
}
