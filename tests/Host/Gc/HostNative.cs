using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>Stands in for asm/allocate.asm, which needs the image's memory model.</summary>
internal static unsafe class GcNative
{
    private const nuint ContextBytes = 64 * 32;
    private const nuint OffsetBytes = (SizeClasses.FastPathLimit / 8 + 1) * 8;

    private static AllocationContext* s_context;
    private static long* s_offsets;

    /// <summary>Fresh memory for the context.</summary>
    internal static void Reset()
    {
        NativeMemory.Free(s_context);
        NativeMemory.Free(s_offsets);
        s_context = (AllocationContext*)NativeMemory.AllocZeroed(ContextBytes);
        s_offsets = (long*)NativeMemory.AllocZeroed(OffsetBytes);
    }

    internal static AllocationContext* GetAllocationContext() => s_context;

    internal static long* GetSizeClassOffsets() => s_offsets;

    internal static void Collect() => Collector.Run(null);
}
