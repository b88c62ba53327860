using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>
/// A program's registers while its handler runs, struct sigcontext of <c>arch/x86/include/uapi/asm/sigcontext.h</c> for x86-64:
/// 256 bytes. The program may change them.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalContext
{
    private const int ReservedWords = 8;

    public ulong R8;
    public ulong R9;
    public ulong R10;
    public ulong R11;
    public ulong R12;
    public ulong R13;
    public ulong R14;
    public ulong R15;
    public ulong Rdi;
    public ulong Rsi;
    public ulong Rbp;
    public ulong Rbx;
    public ulong Rdx;
    public ulong Rax;
    public ulong Rcx;
    public ulong Rsp;
    public ulong Rip;

    /// <summary>eflags.</summary>
    public ulong Rflags;

    public ushort Cs;

    /// <summary>Zero in 64-bit mode, and not looked at.</summary>
    public ushort Gs;

    /// <summary>Zero in 64-bit mode, and not looked at.</summary>
    public ushort Fs;

    public ushort Ss;

    /// <summary>err: the error code of the last exception that became a signal.</summary>
    public ulong ErrorCode;

    /// <summary>trapno: its vector.</summary>
    public ulong TrapNumber;

    /// <summary>oldmask: the blocked signals once more.</summary>
    public SignalSet OldMask;

    /// <summary>cr2: the address of the last page fault that became a signal.</summary>
    public ulong FaultAddress;

    /// <summary>fpstate: address of the x87, SSE and AVX state, 0 for none.</summary>
    public ulong VectorState;

    /// <summary>reserved1: zeros.</summary>
    public ReservedPart Reserved;

    /// <summary>Room for fields to come.</summary>
    [InlineArray(ReservedWords)]
    public struct ReservedPart
    {
        private ulong _first;
    }
}
