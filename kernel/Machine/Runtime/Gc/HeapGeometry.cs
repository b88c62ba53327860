namespace Lodestar.Machine.Runtime.Gc;

/// <summary>Sizes that the whole collector shares.</summary>
internal static class HeapGeometry
{
    /// <summary>Bytes of a page of the machine.</summary>
    internal const uint PageSize = 4096;

    /// <summary>log2 of <see cref="UnitSize"/>.</summary>
    internal const int UnitShift = 14;

    /// <summary>
    /// Bytes of a unit: the grain in which address space is handed out, the size of a block of small objects and
    /// the alignment that leads from any object to the header of its unit.
    /// </summary>
    internal const uint UnitSize = 1u << UnitShift;

    /// <summary>Pages of a unit.</summary>
    internal const uint PagesPerUnit = UnitSize / PageSize;

    /// <summary>Selects the offset inside a unit.</summary>
    internal const nuint UnitMask = UnitSize - 1;

    /// <summary>Every object size is a multiple of this.</summary>
    internal const uint ObjectAlignment = 8;

    /// <summary>
    /// Distance from the start of a cell to the object pointer: the object header word (hash code, sync entry,
    /// finalizer bit) lies before the MethodTable pointer.
    /// </summary>
    internal const uint ObjectOffset = 8;

    /// <summary>Smallest object: header word, MethodTable pointer, one field.</summary>
    internal const uint MinimumObjectSize = 24;

    /// <summary>Rounds up to a multiple of <see cref="ObjectAlignment"/>.</summary>
    internal static ulong AlignObject(ulong size) => (size + (ObjectAlignment - 1)) & ~(ulong)(ObjectAlignment - 1);

    /// <summary>Pages that hold <paramref name="bytes"/> bytes.</summary>
    internal static nuint PagesFor(nuint bytes) => (bytes + (PageSize - 1)) / PageSize;
}
