using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content>Where a mapping goes.</content>
public sealed partial class AddressSpace
{
    private const ulong Low2GibStart = 0x4000_0000;
    private const ulong Low2GibEnd = 0x8000_0000;
    private const ulong FourGib = 1UL << 32;

    /// <summary>Finds the place that <c>mmap(2)</c> would choose, and takes nothing.</summary>
    /// <param name="hint">Where it would be welcome; 0 for anywhere.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="place">A multiple of the page size.</param>
    /// <returns>EINVAL for a length of 0, ENOMEM without room.</returns>
    public Errno FindRoom(ulong hint, ulong length, out ulong place)
    {
        place = 0;
        return length == 0 ? Errno.EINVAL : Place(hint, Page.RoundUp(length), default, out place);
    }

    /// <summary>Finds the place for a mapping, or checks the one that MAP_FIXED names.</summary>
    /// <param name="address">The hint or place.</param>
    /// <param name="length">In bytes, a multiple of the page size, not 0.</param>
    /// <param name="flags">MAP_FIXED, MAP_32BIT and MAP_ABOVE4G count.</param>
    /// <param name="place">The result.</param>
    /// <returns>ENOMEM without room, EINVAL for an unaligned place, EPERM below the first address.</returns>
    private Errno Place(ulong address, ulong length, MmapFlags flags, out ulong place)
    {
        place = address;
        if (length > UserSpace.End)
        {
            return Errno.ENOMEM;
        }

        if ((flags & MmapFlags.Fixed) != 0)
        {
            return address > UserSpace.End - length ? Errno.ENOMEM
                : !Page.IsAligned(address) ? Errno.EINVAL
                : address < UserSpace.Start ? Errno.EPERM
                : Errno.None;
        }

        bool found = (flags & MmapFlags.Low2Gib) != 0
            ? TryFindUpwards(Low2GibStart, Low2GibEnd, length, out place)
            : TryHint(address, length, out place) || TryFind(length, flags, out place);
        return found ? Errno.None : Errno.ENOMEM;
    }

    private bool TryHint(ulong hint, ulong length, out ulong place)
    {
        place = hint == 0 ? 0 : Math.Max(Page.RoundDown(hint), UserSpace.Start);
        return Page.RoundDown(hint) != 0
            && place <= UserSpace.End - length
            && (Areas.FirstFrom(place) is not { } next || place + length <= next.GuardedStart);
    }

    private bool TryFind(ulong length, MmapFlags flags, out ulong place)
    {
        ulong lowest = (flags & MmapFlags.Above4G) != 0 ? FourGib : UserSpace.Start;
        return TryFindDownwards(lowest, Layout.MmapTop, length, out place)
            || TryFindUpwards(Layout.MmapBottom, UserSpace.End, length, out place);
    }

    /// <summary>The highest free range between two addresses.</summary>
    private bool TryFindDownwards(ulong low, ulong high, ulong length, out ulong place)
    {
        // From the area that holds "high", or the first above it, whose guard gap may reach below.
        for (int above = Areas.IndexFrom(high); above >= 0; above--)
        {
            ulong end = above < Areas.Count ? Math.Min(high, Areas[above].GuardedStart) : high;
            ulong start = above > 0 ? Math.Max(low, Areas[above - 1].End) : low;
            if (end >= start && end - start >= length)
            {
                place = end - length;
                return true;
            }

            if (start == low)
            {
                break;
            }
        }

        place = 0;
        return false;
    }

    /// <summary>The lowest free range between two addresses.</summary>
    private bool TryFindUpwards(ulong low, ulong high, ulong length, out ulong place)
    {
        place = low;
        for (int above = Areas.IndexFrom(low); place < high; above++)
        {
            ulong end = above < Areas.Count ? Math.Min(high, Areas[above].GuardedStart) : high;
            if (end >= place && end - place >= length)
            {
                return true;
            }

            if (above >= Areas.Count)
            {
                break;
            }

            place = Math.Max(place, Areas[above].End);
        }

        return false;
    }
}
