using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// One entry of a GCDesc, the map of references that lies before a MethodTable and grows downwards. The word just
/// before the MethodTable is the count. A positive count is followed (downwards) by that many series. A negative
/// count (arrays of structs with references) is followed by the offset of the first element and then by -count
/// repeat items, which together describe one element. Layout as in the CLR's gcdesc.h.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GcDescSeries
{
    /// <summary>Bytes of the run of references less the size of the object, so that arrays need one series.</summary>
    internal nint SizeLessObject;

    /// <summary>Offset of the run from the object pointer.</summary>
    internal nint StartOffset;

    /// <summary>The count word of a type.</summary>
    internal static nint CountOf(MethodTable* type) => ((nint*)type)[-1];

    /// <summary>The series nearest to the MethodTable.</summary>
    internal static GcDescSeries* FirstOf(MethodTable* type) => (GcDescSeries*)((nint*)type - 1) - 1;
}
