namespace Lodestar.Machine.Runtime.Gc;

/// <summary>The managed heap: start-up, and the slow path of every allocation.</summary>
internal static unsafe partial class GcHeap
{
    // Shares of the metadata range behind the unit table and the fixed tables.
    private const uint HandleShare = 2;
    private const uint QueueShare = 4;

    private static GrowableRegion s_fixedTables;

    /// <summary>
    /// Prepares the heap. Called once, before the first allocation, when <see cref="GcPlatform"/> works.
    /// </summary>
    /// <returns>False when there is not enough memory to begin with.</returns>
    internal static bool Initialize()
    {
        byte* table = GcPlatform.MetadataBase;
        byte* end = table + GcPlatform.MetadataSize;
        UnitTable.Initialize(GcPlatform.HeapBase, GcPlatform.HeapSize, table);
        byte* fixedTables = table + UnitTable.TableBytes(GcPlatform.HeapSize);
        nuint fixedPages = HeapGeometry.PagesFor(
            Marker.TableBytes + SmallAllocator.TableBytes + FrozenSegments.TableBytes);
        nuint fixedBytes = fixedPages * HeapGeometry.PageSize;
        byte* growing = fixedTables + fixedBytes;
        if (growing >= end)
            GcPlatform.Fail("the range for the collector's tables is too small");
        s_fixedTables.Initialize(fixedTables, fixedBytes);
        if (!s_fixedTables.Ensure(fixedBytes))
            return false;
        Marker.Initialize(fixedTables);
        byte* allocatorTables = fixedTables + Marker.TableBytes;
        SmallAllocator.Initialize(GcNative.GetAllocationContext(), GcNative.GetSizeClassOffsets(), allocatorTables);
        FrozenSegments.Initialize(allocatorTables + SmallAllocator.TableBytes);

        nuint pages = (nuint)(end - growing) / HeapGeometry.PageSize;
        nuint handleBytes = pages / HandleShare * HeapGeometry.PageSize;
        nuint queueBytes = pages / QueueShare * HeapGeometry.PageSize;
        HandleTable.Initialize(growing, handleBytes);
        FinalizerQueue.Initialize(growing + handleBytes, queueBytes, growing + handleBytes + queueBytes, queueBytes);
        Collector.Initialize();
        return BlockPool.Initialize();
    }

    /// <summary>Allocates an object; the object of an array type gets its length.</summary>
    /// <param name="type">Type of the object.</param>
    /// <param name="length">Elements, 0 for objects without elements.</param>
    /// <returns>The object pointer, or null when memory is out.</returns>
    internal static void* Allocate(MethodTable* type, nuint length)
    {
        bool interrupts = GcPlatform.DisableInterrupts();
        byte* instance = null;
        ulong size = type->BaseSize;
        if (length <= uint.MaxValue)
        {
            size = HeapGeometry.AlignObject(size + type->ComponentSize * (ulong)length);
            instance = AllocateCell(size);
        }
        if (instance != null)
        {
            if (type->HasComponentSize)
                *(uint*)(instance + sizeof(void*)) = (uint)length;
            *(MethodTable**)instance = type;
        }
        else
        {
            GcStatistics.FailedAllocations++;
            BlockPool.OpenReserve();
        }
        GcPlatform.RestoreInterrupts(interrupts);
        return instance;
    }

    /// <summary>Collects now.</summary>
    internal static void Collect()
    {
        bool interrupts = GcPlatform.DisableInterrupts();
        GcNative.Collect();
        GcPlatform.RestoreInterrupts(interrupts);
    }

    private static byte* AllocateCell(ulong size)
    {
        if (size > GcPlatform.HeapSize || size > GcPlatform.TotalMemoryBytes)
            return null;
        if (GcStress.IsDue())
        {
            GcStatistics.StressCollections++;
            GcNative.Collect();
        }
        else if (Collector.IsBudgetSpent)
        {
            GcNative.Collect();
        }
        byte* instance = TryAllocateCell(size);
        if (instance == null)
        {
            GcNative.Collect();
            instance = TryAllocateCell(size);
        }
        return instance;
    }

    private static byte* TryAllocateCell(ulong size)
    {
        if (size <= SizeClasses.LargestCell)
            return SmallAllocator.TryAllocate((uint)size);
        byte* instance = LargeAllocator.TryAllocate((nuint)size);
        if (instance == null && BlockPool.CachedCount > BlockPool.ReserveBlocks)
        {
            BlockPool.TrimCache();
            instance = LargeAllocator.TryAllocate((nuint)size);
        }
        return instance;
    }
}
