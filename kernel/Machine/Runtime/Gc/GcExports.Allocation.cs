using System.Runtime;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The collector's exports under the names by which CoreLib and compiled code know them (CoreLib's
/// System.Runtime.RuntimeImports and InternalCalls). Object references are passed as plain pointers.
/// This part: allocation. RhpNewFast and its kin are in asm/allocate.asm.
/// </summary>
internal static unsafe partial class GcExports
{
    // GC_ALLOC_FLAGS of the CLR. Objects are always zeroed and never move, so no other flag asks for anything.
    private const uint AllocateFinalizableFlag = 1;

    /// <summary>The slow path of asm/allocate.asm.</summary>
    [RuntimeExport("LodestarAllocateSlow")]
    internal static void* AllocateSlow(MethodTable* type, nuint length) => GcHeap.Allocate(type, length);

    /// <summary>RhpNewFinalizable without the throw, which asm/allocate.asm adds.</summary>
    [RuntimeExport("LodestarAllocateFinalizable")]
    internal static void* AllocateFinalizable(MethodTable* type) => GcHeap.AllocateFinalizable(type);

    /// <summary>Stores a new array, or null when memory is out.</summary>
    [RuntimeExport("RhAllocateNewArray")]
    internal static void AllocateNewArray(MethodTable* type, uint length, uint flags, void** result) =>
        *result = length <= int.MaxValue ? GcHeap.Allocate(type, length) : null;

    /// <summary>Stores a new object, or null when memory is out.</summary>
    [RuntimeExport("RhAllocateNewObject")]
    internal static void AllocateNewObject(MethodTable* type, uint flags, void** result) =>
        *result = (flags & AllocateFinalizableFlag) != 0
            ? GcHeap.AllocateFinalizable(type)
            : GcHeap.Allocate(type, 0);
}
