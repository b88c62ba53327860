using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// What the headers of blocks and of large objects begin with. It lies at the start of the unit that an object
/// pointer leads to, so that marking needs no table.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct UnitHeader
{
    /// <summary>A block of small cells.</summary>
    internal const uint BlockKind = 1;

    /// <summary>A large object.</summary>
    internal const uint LargeKind = 2;

    /// <summary><see cref="BlockKind"/> or <see cref="LargeKind"/>.</summary>
    internal uint Kind;

    /// <summary>Non-zero while on the list of units whose marked objects are to be scanned again.</summary>
    internal uint OnRescanList;

    /// <summary>The next unit of that list.</summary>
    internal UnitHeader* NextRescan;

    /// <summary>The header of the unit in which the object begins.</summary>
    internal static UnitHeader* Of(void* instance) => (UnitHeader*)((nuint)instance & ~HeapGeometry.UnitMask);
}
