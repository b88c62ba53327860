using System.Runtime;

namespace Lodestar.Machine.Runtime.Dispatch;

/// <summary>What CoreLib's CachedInterfaceDispatch asks of the runtime.</summary>
internal static unsafe class DispatchExports
{
    [RuntimeExport("RhpGetDispatchCellInfo")]
    private static void GetDispatchCellInfo(DispatchCell* cell, DispatchCellInfo* info) => DispatchCell.Describe(cell, info);

    [RuntimeExport("RhpSearchDispatchCellCache")]
    private static ulong SearchDispatchCellCache(DispatchCell* cell, byte* type)
    {
        DispatchCache* cache = cell->CacheOrNull;
        return cache == null ? 0 : DispatchCache.Find(cache, type);
    }

    /// <summary>Remembers a resolved target; returns it.</summary>
    [RuntimeExport("RhpUpdateDispatchCellCache")]
    private static ulong UpdateDispatchCellCache(DispatchCell* cell, ulong target, byte* type, DispatchCellInfo* info)
    {
        if (info->Kind != DispatchCellInfo.InterfaceAndSlot)
        {
            return target;
        }

        DispatchCache* cache = cell->CacheOrNull;
        DispatchCache* updated = cache == null ? DispatchCache.Create(*info, type, target) : DispatchCache.Add(cache, type, target);
        if (updated != null)
        {
            // The cache before the stub that reads it.
            cell->Cache = (ulong)updated;
            cell->Stub = Native.GetInterfaceDispatchStub();
        }

        return target;
    }

    /// <summary>A cell for a call site that the type loader makes at run time; null when memory is out. Never freed.</summary>
    [RuntimeExport("RhNewInterfaceDispatchCell")]
    private static DispatchCell* NewInterfaceDispatchCell(byte* interfaceType, int slot)
    {
        // The cell, and the one that ends its run.
        DispatchCell* cells = (DispatchCell*)RuntimeMemory.Allocate(2 * (nuint)sizeof(DispatchCell));
        if (cells != null)
        {
            cells[0].Stub = Native.GetInitialDispatchStub();
            cells[0].Cache = DispatchCell.EncodeInterface(interfaceType);
            cells[1].Cache = (DispatchCellInfo.InterfaceAndSlot << 16) | (uint)slot;
        }

        return cells;
    }
}
