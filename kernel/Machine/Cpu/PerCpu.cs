using System.Runtime.InteropServices;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Cpu;

/// <summary>What belongs to one CPU; GS points to it in the kernel. <c>asm/percpu.inc</c> holds the same offsets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PerCpu
{
    private const uint MsrGsBase = 0xc000_0101;

    /// <summary>Linear address of this area.</summary>
    public PerCpu* Self;

    /// <summary>The running kernel thread.</summary>
    public RuntimeThread* Thread;

    /// <summary>Top of the running thread's kernel stack.</summary>
    public ulong KernelStackPointer;

    /// <summary>Scratch for the system-call entry.</summary>
    public ulong UserStackPointer;

    /// <summary>Not 0: <see cref="UserMode.UserWork"/> has something to do before the thread goes to ring 3.</summary>
    public uint Work;

    /// <summary>The area of the CPU that asks.</summary>
    public static PerCpu* Current => (PerCpu*)CpuInstructions.ReadMsr(MsrGsBase);
}
