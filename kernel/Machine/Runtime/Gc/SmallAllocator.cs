using System.Numerics;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// Cells for small objects. The fast path in asm/allocate.asm uses up the open run of a size class; this is where the
/// next run comes from: the rest of the class's current block, then the blocks that the last sweep left with free
/// cells, then a new block.
/// </summary>
internal static unsafe class SmallAllocator
{
    private const int BitsPerWord = 64;
    private const int WordsPerStep = 8;

    private static AllocationContext* s_context;
    private static long* s_offsets;

    // One for each size class: the block of the open run, and the list of blocks with free cells.
    private static BlockHeader** s_current;
    private static BlockHeader** s_partial;

    /// <summary>Bytes of tables that <see cref="Initialize"/> takes.</summary>
    internal static nuint TableBytes => 2 * SizeClasses.Count * (nuint)sizeof(BlockHeader*);

    /// <summary>Prepares the context; <paramref name="tables"/> is zeroed memory.</summary>
    internal static void Initialize(AllocationContext* context, long* offsets, byte* tables)
    {
        s_context = context;
        s_offsets = offsets;
        s_current = (BlockHeader**)tables;
        s_partial = s_current + SizeClasses.Count;
        SizeClasses.Initialize(context, offsets);
    }

    /// <summary>A zeroed cell of at least <paramref name="size"/> bytes.</summary>
    /// <param name="size">A multiple of 8, not above <see cref="SizeClasses.LargestCell"/>.</param>
    /// <returns>The object pointer, or null when neither a free cell nor a new block is there.</returns>
    internal static byte* TryAllocate(uint size)
    {
        int sizeClass = (int)(s_offsets[size / HeapGeometry.ObjectAlignment] / sizeof(ClassContext));
        ClassContext* run = AllocationContext.ClassOf(s_context, sizeClass);
        if (run->Next >= run->Limit && !TryTakeRun(run, sizeClass))
            return null;
        byte* instance = run->Next;
        run->Next = instance + run->CellSize;
        return instance;
    }

    /// <summary>Bytes handed out from the runs that are still open.</summary>
    internal static ulong OpenRunBytes()
    {
        ulong bytes = 0;
        for (int sizeClass = 1; sizeClass < SizeClasses.Count; sizeClass++)
        {
            ClassContext* run = AllocationContext.ClassOf(s_context, sizeClass);
            bytes += (ulong)(run->Next - run->RunStart);
        }
        return bytes;
    }

    /// <summary>
    /// Closes all runs and forgets all blocks, before a collection. What is left of a run is zero, so no later look
    /// at its cells takes them for objects.
    /// </summary>
    internal static void Reset()
    {
        for (int sizeClass = 1; sizeClass < SizeClasses.Count; sizeClass++)
        {
            Close(AllocationContext.ClassOf(s_context, sizeClass));
            s_current[sizeClass] = null;
            s_partial[sizeClass] = null;
        }
    }

    /// <summary>Offers a block with free cells; its class's list is in the order of these calls reversed.</summary>
    internal static void AddPartial(BlockHeader* block)
    {
        block->Next = s_partial[block->SizeClass];
        s_partial[block->SizeClass] = block;
    }

    /// <summary>Closes all runs but leaves the blocks; the rest of each run is lost until the next collection.</summary>
    internal static void CloseRuns()
    {
        for (int sizeClass = 1; sizeClass < SizeClasses.Count; sizeClass++)
            Close(AllocationContext.ClassOf(s_context, sizeClass));
    }

    private static void Close(ClassContext* run)
    {
        GcStatistics.ClosedRunBytes += (ulong)(run->Next - run->RunStart);
        run->Next = null;
        run->Limit = null;
        run->RunStart = null;
    }

    private static bool TryTakeRun(ClassContext* run, int sizeClass)
    {
        Close(run);
        BlockHeader* block = s_current[sizeClass];
        while (block == null || !TryTakeRun(run, block))
        {
            block = s_partial[sizeClass];
            if (block != null)
                s_partial[sizeClass] = block->Next;
            else
                block = BlockPool.Acquire(sizeClass, (uint)run->CellSize);
            s_current[sizeClass] = block;
            if (block == null)
                return false;
        }
        return true;
    }

    private static bool TryTakeRun(ClassContext* run, BlockHeader* block)
    {
        uint first = FindUnmarked(block, block->ScanIndex);
        if (first >= block->CellCount)
        {
            block->ScanIndex = block->CellCount;
            return false;
        }
        // Under stress each allocation has to come here, so runs have one cell.
        uint end = GcStress.IsEnabled ? first + 1 : FindMarked(block, first + 1);
        block->ScanIndex = end;
        byte* start = BlockHeader.Cell(block, first);
        byte* limit = BlockHeader.Cell(block, end);
        if (block->IsZeroed == 0)
            Clear((ulong*)start, (ulong*)limit);
        run->RunStart = start + HeapGeometry.ObjectOffset;
        run->Next = run->RunStart;
        run->Limit = limit + HeapGeometry.ObjectOffset;
        Collector.CountTowardsBudget((nuint)(limit - start));
        return true;
    }

    private static uint FindUnmarked(BlockHeader* block, uint index) => Find(block, index, ulong.MaxValue);

    private static uint FindMarked(BlockHeader* block, uint index) => Find(block, index, 0);

    // The first cell from index on whose bit is set in (Marks xor inverted), or the number of cells.
    private static uint Find(BlockHeader* block, uint index, ulong inverted)
    {
        uint count = block->CellCount;
        while (index < count)
        {
            ulong bits = (block->Marks[index / BitsPerWord] ^ inverted) >> (int)(index % BitsPerWord);
            if (bits != 0)
            {
                index += (uint)BitOperations.TrailingZeroCount(bits);
                return index < count ? index : count;
            }
            index = (index / BitsPerWord + 1) * BitsPerWord;
        }
        return count;
    }

    // Stores of 8 bytes, eight in a step: a byte-wise rep costs ten times as much in an emulator.
    private static void Clear(ulong* start, ulong* end)
    {
        while (end - start >= WordsPerStep)
        {
            start[0] = 0;
            start[1] = 0;
            start[2] = 0;
            start[3] = 0;
            start[4] = 0;
            start[5] = 0;
            start[6] = 0;
            start[7] = 0;
            start += WordsPerStep;
        }
        while (start < end)
            *start++ = 0;
    }
}
