using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The head of a large object's units. The object pointer is 64 bytes behind it, aligned to a cache line.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LargeHeader
{
    /// <summary>Distance from the header to the cell of the object.</summary>
    internal const uint CellOffset = 56;

    internal UnitHeader Unit;

    /// <summary>Non-zero when the last (or the running) collection found the object alive.</summary>
    internal uint Marked;

    /// <summary>Units of address space.</summary>
    internal uint Units;

    /// <summary>Pages mapped, from the header on.</summary>
    internal nuint Pages;

    /// <summary>Bytes of the object's cell.</summary>
    internal nuint ObjectSize;

    /// <summary>The object pointer.</summary>
    internal static byte* ObjectOf(LargeHeader* header) => (byte*)header + CellOffset + HeapGeometry.ObjectOffset;
}
