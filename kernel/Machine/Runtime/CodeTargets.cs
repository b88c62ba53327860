using System.Runtime;
using Lodestar.Machine.Runtime.Unwinding;

namespace Lodestar.Machine.Runtime;

/// <summary>Looks through the stubs that ILC puts before methods of value types; CoreLib's type loader and delegates ask.</summary>
internal static unsafe class CodeTargets
{
    // Intel SDM volume 2: `add rdi, imm8` with the size of an object's MethodTable pointer, `jmp rel32`.
    private const uint AddRdi8 = 0x08c78348;
    private const byte JumpRelative32 = 0xe9;

    /// <summary>
    /// Where an unboxing stub (which steps from a boxed value over its MethodTable pointer) goes; any other code is its own
    /// target.
    /// </summary>
    [RuntimeExport("RhGetCodeTarget")]
    private static byte* GetCodeTarget(byte* code)
    {
        if (code < Native.GetUnboxStart() || code >= Native.GetUnboxEnd() || *(uint*)code != AddRdi8)
        {
            return code;
        }

        byte* jump = code + sizeof(uint);
        return *jump == JumpRelative32 ? jump + 1 + sizeof(int) + *(int*)(jump + 1) : code;
    }

    /// <summary>The method behind a stub that unboxes and adds the generic context, or null if it is none.</summary>
    [RuntimeExport("RhGetTargetOfUnboxingAndInstantiatingStub")]
    private static byte* GetTargetOfUnboxingAndInstantiatingStub(ulong code) =>
        EhFrame.TryFind(code, out FrameDescription frame) ? ManagedMethod.AssociatedData(frame) : null;
}
