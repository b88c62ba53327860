using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Userland;

/// <summary>
/// The part of <c>struct ucontext</c> that holds the interrupted code's general registers (Linux, asm/sigcontext.h). What a
/// handler changes is in force when it returns.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct SignalContext
{
    // R8 to R15, RDI, RSI, RBP, RBX, RDX, RAX, RCX, RSP; then RIP.
    [FieldOffset(40)] private ulong _first;

    /// <summary>The interrupted instruction.</summary>
    [FieldOffset(168)] public ulong Rip;

    // By the number that instructions give a register (Intel SDM volume 2, table 2-2): RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI.
    private static ReadOnlySpan<byte> Places => [13, 14, 12, 11, 15, 10, 9, 8, 0, 1, 2, 3, 4, 5, 6, 7];

    /// <summary>A general register by the number that instructions give it, 0 to 15.</summary>
    public ref ulong General(int number) => ref Unsafe.Add(ref Unsafe.AsRef(in _first), Places[number]);
}
