using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The free run of one size class: zeroed cells, handed out from low to high. asm/allocate.asm knows the offsets of
/// the first three fields. An empty run has <see cref="Next"/> not below <see cref="Limit"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ClassContext
{
    /// <summary>Object pointer that the next allocation returns.</summary>
    internal byte* Next;

    /// <summary>Object pointer of the cell after the last one of the run.</summary>
    internal byte* Limit;

    /// <summary>Bytes of a cell.</summary>
    internal nuint CellSize;

    /// <summary>Where the run began, for the count of allocated bytes.</summary>
    internal byte* RunStart;
}
