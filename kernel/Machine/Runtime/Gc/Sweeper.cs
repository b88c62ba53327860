using System.Numerics;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// What happens to the units before and after marking. Sweeping looks at the bitmaps only: empty blocks and dead large
/// objects are freed, blocks with free cells are offered to the allocator, which finds the free runs when it needs them.
/// </summary>
internal static unsafe class Sweeper
{
    /// <summary>Turns the marks of the last collection into the record of survivors and clears them.</summary>
    internal static void Prepare()
    {
        uint top = UnitTable.Top;
        for (uint unit = 0; unit < top; unit++)
        {
            switch (UnitTable.KindOf(unit))
            {
                case UnitTable.Block:
                    PrepareBlock((BlockHeader*)UnitTable.AddressOf(unit));
                    break;
                case UnitTable.Large:
                    ((LargeHeader*)UnitTable.AddressOf(unit))->Marked = 0;
                    unit += UnitTable.CountOf(unit) - 1;
                    break;
            }
        }
    }

    /// <summary>Frees what is not marked. From high to low, so that the lists offer low addresses first.</summary>
    internal static void Sweep()
    {
        GcStatistics.LiveBytes = 0;
        GcStatistics.LiveObjects = 0;
        uint unit = UnitTable.Top;
        while (unit > 0)
        {
            unit--;
            switch (UnitTable.KindOf(unit))
            {
                case UnitTable.Block:
                    SweepBlock((BlockHeader*)UnitTable.AddressOf(unit));
                    break;
                case UnitTable.Continuation:
                    unit -= UnitTable.CountOf(unit);
                    SweepLarge((LargeHeader*)UnitTable.AddressOf(unit));
                    break;
                case UnitTable.Large:
                    SweepLarge((LargeHeader*)UnitTable.AddressOf(unit));
                    break;
            }
        }
        UnitTable.Trim();
    }

    private static void PrepareBlock(BlockHeader* block)
    {
        for (int word = 0; word < BlockHeader.BitmapWords; word++)
        {
            block->Survivors[word] = block->Marks[word];
            block->Marks[word] = 0;
        }
    }

    private static void SweepBlock(BlockHeader* block)
    {
        uint live = 0;
        for (int word = 0; word < BlockHeader.BitmapWords; word++)
            live += (uint)BitOperations.PopCount(block->Marks[word]);
        if (GcStress.IsEnabled)
            PoisonDead(block);
        if (live == 0)
        {
            BlockPool.Release(block);
            return;
        }
        GcStatistics.LiveObjects += live;
        GcStatistics.LiveBytes += live * block->CellSize;
        block->ScanIndex = 0;
        block->IsZeroed = 0;
        if (live < block->CellCount)
            SmallAllocator.AddPartial(block);
        else
            block->ScanIndex = block->CellCount;
    }

    private static void SweepLarge(LargeHeader* header)
    {
        if (header->Marked == 0)
        {
            LargeAllocator.Release(header);
            return;
        }
        GcStatistics.LiveObjects++;
        GcStatistics.LiveBytes += header->ObjectSize;
    }

    private static void PoisonDead(BlockHeader* block)
    {
        for (uint index = 0; index < block->CellCount; index++)
        {
            ulong* type = (ulong*)(BlockHeader.Cell(block, index) + HeapGeometry.ObjectOffset);
            if (!BlockHeader.IsMarked(block, index) && *type != 0)
                *type = GcStress.Poison;
        }
    }
}
