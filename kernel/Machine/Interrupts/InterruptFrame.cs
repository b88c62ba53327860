using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.Interrupts;

/// <summary>
/// The interrupted code's registers, as <c>asm/interrupts.asm</c> saves them and puts them back, or the system
/// call's (<c>asm/syscall.asm</c>); <c>asm/frame.inc</c> draws the frame. The layout is Linux's <c>struct pt_regs</c>. Changing a field changes where and how that code goes on.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InterruptFrame
{
    /// <summary>Distance from the stack pointer at the call of C# to the frame: the vector registers.</summary>
    public const int OffsetFromCall = 280;

    /// <summary>Distance from the frame to MXCSR.</summary>
    public const int MxcsrOffset = -24;

    /// <summary>Distance from the frame to the vector.</summary>
    public const int VectorOffset = -20;

    public ulong R15;
    public ulong R14;
    public ulong R13;
    public ulong R12;
    public ulong Rbp;
    public ulong Rbx;
    public ulong R11;
    public ulong R10;
    public ulong R9;
    public ulong R8;
    public ulong Rax;
    public ulong Rcx;
    public ulong Rdx;
    public ulong Rsi;
    public ulong Rdi;

    /// <summary>The number of a system call; an exception's error code; -1 for all else.</summary>
    public ulong OriginalRax;

    public ulong Rip;
    public ulong Cs;
    public ulong Rflags;
    public ulong Rsp;
    public ulong Ss;

    /// <summary>0 to 255; the first 32 are exceptions. Only for a frame that lies where the entry code has put it.</summary>
    public readonly unsafe uint Vector => *(uint*)((byte*)Unsafe.AsPointer(in this) + VectorOffset);

    /// <summary>The error code that the CPU pushed, 0 for a vector without one.</summary>
    public readonly ulong ErrorCode => OriginalRax == ulong.MaxValue ? 0 : OriginalRax;

    /// <summary>Whether ring 3 was interrupted.</summary>
    public readonly bool IsFromUser => (Cs & Selector.PrivilegeMask) != 0;
}
