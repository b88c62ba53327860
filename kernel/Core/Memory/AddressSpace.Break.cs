using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content><c>brk(2)</c>: the heap.</content>
public sealed partial class AddressSpace
{
    /// <summary>Where the heap begins.</summary>
    public ulong BreakStart { get; private set; }

    /// <summary>Where the heap ends: not always a multiple of the page size, the pages go on to the next one.</summary>
    public ulong Break { get; private set; }

    /// <summary>Puts an empty heap behind the program.</summary>
    /// <param name="imageEnd">The address behind the program's last segment.</param>
    public void StartBreak(ulong imageEnd) => BreakStart = Break = Page.RoundUp(imageEnd) + Layout.BreakOffset;

    /// <summary>Moves the end of the heap, if it can be done.</summary>
    /// <param name="address">The wanted end.</param>
    /// <returns>The end after the call: the old one where it cannot be done.</returns>
    public ulong SetBreak(ulong address)
    {
        if (address < BreakStart || address - BreakStart > DataLimit)
        {
            return Break;
        }

        ulong oldEnd = Page.RoundUp(Break);
        ulong newEnd = Page.RoundUp(address);
        bool moved = oldEnd == newEnd
            || (address <= Break ? ShrinkBreak(newEnd, oldEnd) : GrowBreak(oldEnd, newEnd));
        if (moved)
        {
            Break = address;
        }

        return Break;
    }

    private bool ShrinkBreak(ulong newEnd, ulong oldEnd) =>
        Areas.FirstFrom(newEnd) is { } area && area.Start < oldEnd && Clear(newEnd, oldEnd) == Errno.None;

    private bool GrowBreak(ulong oldEnd, ulong newEnd)
    {
        // Wrapped around, or beyond the end. One page stays free behind the heap.
        if (newEnd < oldEnd
            || newEnd > UserSpace.End
            || (Areas.FirstFrom(oldEnd) is { } next && newEnd + Page.Size > next.GuardedStart)
            || !MayGrowBy(newEnd - oldEnd, isData: true)
            || !MayPromise(newEnd - oldEnd, VmAreaFlags.None)
            || Areas.Count > MaximumAreas)
        {
            return false;
        }

        Areas.Add(new VmArea(oldEnd, newEnd) { Protection = MmapProtection.Read | MmapProtection.Write });
        return true;
    }
}
