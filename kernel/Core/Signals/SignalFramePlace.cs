using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>
/// Where on a stack a handler's frame goes, as <c>get_sigframe</c> in Linux's <c>arch/x86/kernel/signal.c</c> has it:
/// below the red zone or at the top of the alternate stack, first the vector state, then the frame.
/// </summary>
/// <param name="Frame">Address of the <see cref="SignalFrame"/>, the handler's RSP: 8 below a multiple of 16, as behind a CALL.</param>
/// <param name="VectorState">Address of the x87, SSE and AVX state, a multiple of 64.</param>
public readonly record struct SignalFramePlace(ulong Frame, ulong VectorState)
{
    /// <summary>Bytes below RSP that belong to the running function (psABI 3.2.2).</summary>
    private const ulong RedZone = 128;

    private const ulong VectorStateAlignment = 64;
    private const ulong FrameAlignment = 16;

    /// <summary>Finds the place.</summary>
    /// <param name="stackPointer">The program's RSP; any number.</param>
    /// <param name="stack">The alternate stack.</param>
    /// <param name="wantsAlternateStack">Whether the action has SA_ONSTACK.</param>
    /// <param name="vectorStateSize">In bytes.</param>
    /// <returns>Null if the frame would overflow the alternate stack.</returns>
    public static SignalFramePlace? Find(
        ulong stackPointer, AlternateStack stack, bool wantsAlternateStack, int vectorStateSize)
    {
        bool isOnAlternateStack = stack.IsInUse(stackPointer);
        ulong top = stackPointer - RedZone;
        if (wantsAlternateStack && stack.IsFree(top))
        {
            top = stack.Top;
            isOnAlternateStack = true;
        }

        ulong state = RoundDown(top - (ulong)vectorStateSize, VectorStateAlignment);
        ulong frame = RoundDown(state - SignalFrame.StructureSize, FrameAlignment) - sizeof(ulong);
        return isOnAlternateStack && !stack.Holds(frame) ? null : new SignalFramePlace(frame, state);
    }

    private static ulong RoundDown(ulong value, ulong alignment) => value & ~(alignment - 1);
}
