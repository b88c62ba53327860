using System;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.Runtime;

/// <content>In the kernel they are in an <see cref="InterruptFrame"/>.</content>
internal readonly unsafe partial struct FaultRegisters
{
    private readonly InterruptFrame* _frame;

    /// <summary>The registers in a frame.</summary>
    public FaultRegisters(InterruptFrame* frame) => _frame = frame;

    public partial ref ulong Rip => ref _frame->Rip;

    // Words from the start of the frame: RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, then R8 to R15.
    private static ReadOnlySpan<byte> Places => [10, 11, 12, 5, 19, 4, 13, 14, 9, 8, 7, 6, 3, 2, 1, 0];

    public partial ref ulong General(int number) => ref ((ulong*)_frame)[Places[number]];
}
