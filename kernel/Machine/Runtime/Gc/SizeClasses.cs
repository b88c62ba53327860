namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The cell sizes of small objects: each multiple of 8 up to 128, then eight steps for each doubling, then the sizes
/// at which 8, 7, 6, 5 and 4 cells fill a block. Class 0 has no cells: it sends the fast path to the slow one.
/// </summary>
internal static unsafe class SizeClasses
{
    /// <summary>Number of classes, class 0 included.</summary>
    internal const int Count = 50;

    /// <summary>Largest size that the fast path looks up; a constant of asm/allocate.asm too.</summary>
    internal const uint FastPathLimit = 4096;

    /// <summary>Largest cell, 4 to a block.</summary>
    internal const uint LargestCell = BlockHeader.CellBytes / 4 & ~(HeapGeometry.ObjectAlignment - 1);

    private const uint LastLinearSize = 128;
    private const uint LastGeometricSize = 1792;
    private const uint StepsPerDoubling = 8;

    /// <summary>Fills the cell sizes of a context and the table from sizes to classes.</summary>
    internal static void Initialize(AllocationContext* context, long* offsets)
    {
        int sizeClass = 0;
        uint covered = 0;
        uint size = HeapGeometry.MinimumObjectSize;
        while (size <= LargestCell)
        {
            sizeClass++;
            AllocationContext.ClassOf(context, sizeClass)->CellSize = size;
            for (; covered <= size; covered += HeapGeometry.ObjectAlignment)
                offsets[covered / HeapGeometry.ObjectAlignment] = sizeClass * sizeof(ClassContext);
            if (size == LargestCell)
                break;
            size = NextSize(size);
        }
        for (; covered <= FastPathLimit; covered += HeapGeometry.ObjectAlignment)
            offsets[covered / HeapGeometry.ObjectAlignment] = 0;
        if (sizeClass != Count - 1)
            GcPlatform.Fail("the number of size classes is wrong");
    }

    private static uint NextSize(uint size)
    {
        if (size < LastLinearSize)
            return size + HeapGeometry.ObjectAlignment;
        if (size < LastGeometricSize)
            return size + PowerOfTwoBelow(size) / StepsPerDoubling;
        uint cells = BlockHeader.CellBytes / size;
        if (size == LastGeometricSize)
            cells = 9;
        return BlockHeader.CellBytes / (cells - 1) & ~(HeapGeometry.ObjectAlignment - 1);
    }

    private static uint PowerOfTwoBelow(uint size)
    {
        uint power = LastLinearSize;
        while (power * 2 <= size)
            power *= 2;
        return power;
    }
}
