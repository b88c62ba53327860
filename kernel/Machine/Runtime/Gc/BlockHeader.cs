using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The head of a block: one unit cut into cells of one size.
/// A cell holds an object when its MethodTable word is not zero and it either survived the last collection (its bit in
/// <see cref="Survivors"/>) or lies below <see cref="ScanIndex"/>, in a run that was taken for allocation since then.
/// What is left of dead objects elsewhere is never looked at; it is overwritten with zeros when its run is taken.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BlockHeader
{
    /// <summary>Bytes of this header; the first cell follows.</summary>
    internal const uint Size = 48 + 2 * BitmapWords * sizeof(ulong);

    /// <summary>Bytes for cells in a block.</summary>
    internal const uint CellBytes = HeapGeometry.UnitSize - Size;

    /// <summary>Words of a bitmap with a bit for each of the smallest cells.</summary>
    internal const int BitmapWords = 11;

    private const int BitsPerWord = 64;
    private const int WordShift = 6;

    internal UnitHeader Unit;

    /// <summary>Next block of the list that this block is on (blocks with free cells, or free blocks).</summary>
    internal BlockHeader* Next;

    /// <summary>Bytes of a cell.</summary>
    internal uint CellSize;

    /// <summary>2^32 / <see cref="CellSize"/>, rounded up: division by multiplication.</summary>
    internal uint Reciprocal;

    /// <summary>Cells of the block.</summary>
    internal uint CellCount;

    /// <summary>The search for free runs has come to here; all cells below are in use or were handed out.</summary>
    internal uint ScanIndex;

    /// <summary>Size class of the block.</summary>
    internal uint SizeClass;

    /// <summary>Non-zero while the cells from <see cref="ScanIndex"/> on are known to be zero (fresh memory).</summary>
    internal uint IsZeroed;

    /// <summary>A bit for each object that the last (or the running) collection found alive.</summary>
    internal fixed ulong Marks[BitmapWords];

    /// <summary>During a collection: the <see cref="Marks"/> of the one before.</summary>
    internal fixed ulong Survivors[BitmapWords];

    /// <summary>Makes a block of fresh memory; everything that is not written here is zero already.</summary>
    internal static void Initialize(BlockHeader* block, int sizeClass, uint cellSize, bool isZeroed)
    {
        block->Unit.Kind = UnitHeader.BlockKind;
        block->Unit.OnRescanList = 0;
        block->Next = null;
        block->CellSize = cellSize;
        block->Reciprocal = (uint)((1UL << 32) / cellSize + 1);
        block->CellCount = CellBytes / cellSize;
        block->ScanIndex = 0;
        block->SizeClass = (uint)sizeClass;
        block->IsZeroed = isZeroed ? 1u : 0u;
        for (int word = 0; word < BitmapWords; word++)
        {
            block->Marks[word] = 0;
            block->Survivors[word] = 0;
        }
    }

    /// <summary>Start of a cell.</summary>
    internal static byte* Cell(BlockHeader* block, uint index) => (byte*)block + Size + index * block->CellSize;

    /// <summary>Index of the cell that holds an address at or after the first cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint IndexOf(BlockHeader* block, void* address) =>
        (uint)((ulong)(uint)((byte*)address - (byte*)block - Size) * block->Reciprocal >> 32);

    /// <summary>Marks a cell.</summary>
    /// <returns>False when it was marked before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryMark(BlockHeader* block, uint index)
    {
        ulong* word = block->Marks + (index >> WordShift);
        ulong bit = 1UL << (int)(index & (BitsPerWord - 1));
        if ((*word & bit) != 0)
            return false;
        *word |= bit;
        return true;
    }

    /// <summary>Whether a cell is marked.</summary>
    internal static bool IsMarked(BlockHeader* block, uint index) =>
        (block->Marks[index >> WordShift] >> (int)(index & (BitsPerWord - 1)) & 1) != 0;

    /// <summary>Whether a cell may hold an object, see the remarks of the type.</summary>
    internal static bool IsHandedOut(BlockHeader* block, uint index) =>
        index < block->ScanIndex
        || (block->Survivors[index >> WordShift] >> (int)(index & (BitsPerWord - 1)) & 1) != 0;
}
