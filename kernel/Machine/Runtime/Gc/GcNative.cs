using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>The assembly half of the allocator (asm/allocate.asm).</summary>
internal static unsafe class GcNative
{
    /// <summary>The allocation context of this CPU.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LodestarGetAllocationContext")]
    internal static extern AllocationContext* GetAllocationContext();

    /// <summary>
    /// The table that the fast path reads: for each multiple of 8 up to
    /// <see cref="SizeClasses.FastPathLimit"/> the offset of the size class in the allocation context.
    /// </summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LodestarGetSizeClassOffsets")]
    internal static extern long* GetSizeClassOffsets();

    /// <summary>Saves the callee-saved registers on the stack and runs <see cref="Collector.Run"/>.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LodestarCollectWithSavedRegisters")]
    internal static extern void Collect();
}
