using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The free runs from which one CPU allocates: an array of <see cref="ClassContext"/>, one for each size class.
/// The memory belongs to asm/allocate.asm.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct AllocationContext
{
    /// <summary>The run of size class 0, which is always empty; the others follow.</summary>
    internal ClassContext First;

    /// <summary>The run of a size class.</summary>
    internal static ClassContext* ClassOf(AllocationContext* context, int sizeClass) => &context->First + sizeClass;
}
