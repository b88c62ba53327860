using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>One item of a GCDesc with a negative count: some references, then some bytes without.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GcDescRepeat
{
    /// <summary>References in a row.</summary>
    internal uint Pointers;

    /// <summary>Bytes from their end to the next item.</summary>
    internal uint Skip;

    /// <summary>Offset of the first element's first reference from the object pointer.</summary>
    internal static nint StartOffsetOf(MethodTable* type) => ((nint*)type)[-2];

    /// <summary>The first item of an element; the others follow downwards.</summary>
    internal static GcDescRepeat* FirstOf(MethodTable* type) => (GcDescRepeat*)((nint*)type - 3);
}
