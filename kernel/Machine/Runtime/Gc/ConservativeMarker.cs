namespace Lodestar.Machine.Runtime.Gc;

/// <summary>Marks from words that may or may not be references: stacks and saved registers.</summary>
internal static unsafe class ConservativeMarker
{
    /// <summary>Takes each aligned word of a range for a possible pointer to or into an object.</summary>
    /// <param name="low">First byte of the range.</param>
    /// <param name="high">First byte after the range.</param>
    internal static void MarkRange(byte* low, byte* high)
    {
        nuint first = (nuint)UnitTable.HeapBase;
        nuint bytes = (nuint)UnitTable.Top << HeapGeometry.UnitShift;
        byte** slot = (byte**)(((nuint)low + (nuint)sizeof(byte*) - 1) & ~((nuint)sizeof(byte*) - 1));
        for (; slot + 1 <= high; slot++)
        {
            if ((nuint)(*slot) - first < bytes)
                MarkAddress(*slot);
        }
    }

    /// <summary>The object that an address in the used part of the heap points to or into.</summary>
    /// <returns>Null when there is none.</returns>
    internal static byte* FindObject(byte* address)
    {
        uint unit = UnitTable.UnitOf(address);
        switch (UnitTable.KindOf(unit))
        {
            case UnitTable.Block:
                return FindInBlock((BlockHeader*)UnitTable.AddressOf(unit), address);
            case UnitTable.Large:
                return FindInLarge((LargeHeader*)UnitTable.AddressOf(unit), address);
            case UnitTable.Continuation:
                return FindInLarge((LargeHeader*)UnitTable.AddressOf(unit - UnitTable.CountOf(unit)), address);
            default:
                return null;
        }
    }

    private static void MarkAddress(byte* address)
    {
        byte* instance = FindObject(address);
        if (instance != null)
            Marker.Mark(instance);
    }

    private static byte* FindInBlock(BlockHeader* block, byte* address)
    {
        if (address < (byte*)block + BlockHeader.Size)
            return null;
        uint index = BlockHeader.IndexOf(block, address);
        if (index >= block->CellCount || !BlockHeader.IsHandedOut(block, index))
            return null;
        return IfObject(BlockHeader.Cell(block, index) + HeapGeometry.ObjectOffset);
    }

    private static byte* FindInLarge(LargeHeader* header, byte* address)
    {
        byte* cell = (byte*)header + LargeHeader.CellOffset;
        return address >= cell && address < cell + header->ObjectSize ? IfObject(LargeHeader.ObjectOf(header)) : null;
    }

    private static byte* IfObject(byte* instance) => *(MethodTable**)instance != null ? instance : null;
}
