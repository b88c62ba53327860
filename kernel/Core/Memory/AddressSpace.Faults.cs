using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content>Page faults.</content>
public sealed partial class AddressSpace
{
    /// <summary>Decides what a page fault means, and extends a stack that it lies below.</summary>
    /// <param name="address">The address that was used (CR2).</param>
    /// <param name="access">What for.</param>
    /// <param name="isPresent">Whether a page was there and forbade it (bit 0 of the error code).</param>
    public FaultResolution Resolve(ulong address, FaultAccess access, bool isPresent)
    {
        if (address >= UserSpace.End || Areas.FirstFrom(address) is not { } area)
        {
            return new FaultResolution(FaultAction.SegvMapError, access);
        }

        bool grew = false;
        if (address < area.Start)
        {
            grew = TryGrowStack(area, Page.RoundDown(address));
            if (!grew)
            {
                return new FaultResolution(FaultAction.SegvMapError, access);
            }

            // The stack may have met memory that it continues.
            area = Areas.Find(address)!;
        }

        if (!Allows(area, access))
        {
            return new FaultResolution(FaultAction.SegvAccessError, access, area);
        }

        bool isWrite = access == FaultAccess.Write;
        if (area.File is null)
        {
            FaultAction action = isPresent ? (isWrite ? FaultAction.CopyOnWrite : FaultAction.Retry)
                : grew ? FaultAction.StackGrowth
                : FaultAction.DemandZero;
            return new FaultResolution(action, access, area);
        }

        ulong offset = area.FileOffsetAt(Page.RoundDown(address));
        if (isPresent)
        {
            FaultAction action = !isWrite ? FaultAction.Retry
                : !area.IsShared ? FaultAction.CopyOnWrite
                : HasPage(area, offset, isWrite) ? FaultAction.FirstWrite
                : FaultAction.BusError;
            return new FaultResolution(action, access, area, offset);
        }

        return new FaultResolution(HasPage(area, offset, isWrite) ? FaultAction.FilePage : FaultAction.BusError, access, area, offset);
    }

    /// <summary>Whether there is a page of the file, or room for it. The copy that a private write gets needs none.</summary>
    private static bool HasPage(VmArea area, ulong offset, bool isWrite) =>
        offset < (ulong)area.File!.Length
        && ((isWrite && !area.IsShared) || area.File.HasRoomFor((long)(offset / Page.Size), isWrite));

    /// <summary>The x86 page tables know no page that can be written or executed, but not read.</summary>
    private static bool Allows(VmArea area, FaultAccess access) => access switch
    {
        FaultAccess.Write => (area.Protection & MmapProtection.Write) != 0,
        FaultAccess.Execute => (area.Protection & MmapProtection.Exec) != 0,
        _ => area.IsAccessible,
    };

    /// <summary>Extends a stack down to a page, unless a limit or a neighbour forbids it.</summary>
    private bool TryGrowStack(VmArea stack, ulong page)
    {
        if (!stack.GrowsDown
            || page < UserSpace.Start
            || stack.End - page > StackLimit
            || !MayGrowBy(stack.Start - page, isData: false))
        {
            return false;
        }

        // A neighbour without any access is the program's own guard area, and a stack below is the same stack cut in two.
        int index = Areas.IndexFrom(page);
        if (index > 0
            && Areas[index - 1] is { IsAccessible: true, GrowsDown: false } below
            && page - below.End < UserSpace.StackGuardGap)
        {
            return false;
        }

        Areas.Resize(stack, page, stack.End);
        return true;
    }
}
