namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// Where blocks come from and go to. A few free blocks stay mapped: some to save mapping and unmapping at each
/// collection, and a last reserve that is only opened once an allocation has failed, so that the code that
/// handles an OutOfMemoryException can allocate.
/// </summary>
internal static unsafe class BlockPool
{
    /// <summary>Blocks that are kept for the time after a failed allocation.</summary>
    internal const uint ReserveBlocks = 12;

    private const uint LargestCache = 128;
    private const uint SmallestCache = 32;
    private const ulong MemoryPerCachedBlock = 1 << 20;

    private static BlockHeader* s_cached;
    private static uint s_cachedCount;
    private static uint s_cacheLimit;
    private static bool s_reserveIsOpen;

    /// <summary>Free blocks that are mapped.</summary>
    internal static uint CachedCount => s_cachedCount;

    /// <summary>Maps the reserve.</summary>
    /// <returns>False when there is not even that much memory.</returns>
    internal static bool Initialize()
    {
        ulong limit = GcPlatform.TotalMemoryBytes / MemoryPerCachedBlock;
        s_cacheLimit = limit < SmallestCache ? SmallestCache : limit > LargestCache ? LargestCache : (uint)limit;
        s_cached = null;
        s_cachedCount = 0;
        s_reserveIsOpen = false;
        while (s_cachedCount < ReserveBlocks)
        {
            BlockHeader* block = Map();
            if (block == null)
                return false;
            Cache(block);
        }
        return true;
    }

    /// <summary>A block of free cells.</summary>
    /// <returns>Null when memory is out.</returns>
    internal static BlockHeader* Acquire(int sizeClass, uint cellSize)
    {
        bool isZeroed = false;
        BlockHeader* block;
        if (s_cachedCount > ReserveBlocks)
        {
            block = TakeCached();
        }
        else
        {
            block = Map();
            isZeroed = block != null;
            if (block == null && s_reserveIsOpen && s_cachedCount > 0)
                block = TakeCached();
        }
        if (block == null)
            return null;
        BlockHeader.Initialize(block, sizeClass, cellSize, isZeroed);
        UnitTable.Set(UnitTable.UnitOf(block), UnitTable.Block, 0);
        GcStatistics.Blocks++;
        return block;
    }

    /// <summary>Takes a block without objects back.</summary>
    internal static void Release(BlockHeader* block)
    {
        GcStatistics.Blocks--;
        if (s_cachedCount < s_cacheLimit)
            Cache(block);
        else
            Unmap(block);
    }

    /// <summary>Gives the frames of cached blocks back, down to the reserve.</summary>
    internal static void TrimCache()
    {
        while (s_cachedCount > ReserveBlocks)
            Unmap(TakeCached());
    }

    /// <summary>Lets small allocations use the reserve: an allocation has failed.</summary>
    internal static void OpenReserve() => s_reserveIsOpen = true;

    /// <summary>Closes the reserve again when it is whole.</summary>
    internal static void CloseReserveIfFull()
    {
        while (s_reserveIsOpen && s_cachedCount < ReserveBlocks)
        {
            BlockHeader* block = Map();
            if (block == null)
                return;
            Cache(block);
        }
        s_reserveIsOpen = false;
    }

    private static BlockHeader* Map()
    {
        if (!UnitTable.TryFind(1, out uint unit))
            return null;
        byte* address = UnitTable.AddressOf(unit);
        if (!GcPlatform.MapPages(address, HeapGeometry.PagesPerUnit))
        {
            UnitTable.Release(unit, 1);
            return null;
        }
        UnitTable.Set(unit, UnitTable.Cached, 0);
        GcStatistics.AddMapped(HeapGeometry.PagesPerUnit);
        return (BlockHeader*)address;
    }

    private static void Unmap(BlockHeader* block)
    {
        GcPlatform.UnmapPages((byte*)block, HeapGeometry.PagesPerUnit);
        GcStatistics.RemoveMapped(HeapGeometry.PagesPerUnit);
        UnitTable.Release(UnitTable.UnitOf(block), 1);
    }

    private static void Cache(BlockHeader* block)
    {
        UnitTable.Set(UnitTable.UnitOf(block), UnitTable.Cached, 0);
        block->Next = s_cached;
        s_cached = block;
        s_cachedCount++;
    }

    private static BlockHeader* TakeCached()
    {
        BlockHeader* block = s_cached;
        s_cached = block->Next;
        s_cachedCount--;
        return block;
    }
}
