using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>One region of frozen objects, see <see cref="FrozenSegments"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FrozenSegment
{
    /// <summary>First byte: the header word of the first object. Null while the entry is unused.</summary>
    internal byte* Start;

    /// <summary>End of the part with objects.</summary>
    internal byte* AllocatedEnd;
}
