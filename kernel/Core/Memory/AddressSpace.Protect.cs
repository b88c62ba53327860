using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content><c>mprotect(2)</c>.</content>
public sealed partial class AddressSpace
{
    private const MmapProtection Grows = MmapProtection.GrowsDown | MmapProtection.GrowsUp;

    /// <summary>Changes what may be done with the pages of a range.</summary>
    /// <returns>
    /// EINVAL for an unaligned address or unknown bits, ENOMEM for a hole or too many areas, EACCES for what the file does not
    /// allow. What lies below the place of the error has changed, as on Linux.
    /// </returns>
    public Errno Protect(ulong address, ulong length, MmapProtection protection)
    {
        MmapProtection grows = protection & Grows;
        protection &= ~Grows;
        if (grows == Grows || !Page.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        if (length == 0)
        {
            return Errno.None;
        }

        ulong end = address + Page.RoundUp(length);
        if (end <= address)
        {
            return Errno.ENOMEM;
        }

        if ((protection & ~(VmArea.AllAccess | MmapProtection.Sem)) != 0)
        {
            return Errno.EINVAL;
        }

        if (Areas.FirstFrom(address) is not { } first || first.Start >= end)
        {
            return Errno.ENOMEM;
        }

        if (grows == MmapProtection.GrowsDown)
        {
            if (!first.GrowsDown)
            {
                return Errno.EINVAL;
            }

            address = first.Start;
        }
        else if (first.Start > address)
        {
            return Errno.ENOMEM;
        }
        else if (grows == MmapProtection.GrowsUp)
        {
            // Nothing grows upwards here.
            return Errno.EINVAL;
        }

        return ProtectAreas(address, end, protection & VmArea.AllAccess);
    }

    private Errno ProtectAreas(ulong start, ulong end, MmapProtection protection)
    {
        Errno error = Errno.None;
        ulong done = start;
        for (int index = Areas.IndexFrom(start); done < end && error == Errno.None; index++)
        {
            if (index == Areas.Count || Areas[index].Start > done)
            {
                error = Errno.ENOMEM;
            }
            else if ((protection & ~Areas[index].MaximumProtection) != 0)
            {
                error = Errno.EACCES;
            }
            else
            {
                done = Math.Min(Areas[index].End, end);
                error = ProtectArea(ref index, start, end, protection);
            }
        }

        Areas.Merge(start, end);
        return error;
    }

    private Errno ProtectArea(ref int index, ulong start, ulong end, MmapProtection protection)
    {
        VmArea area = Areas[index];
        if (area.Protection == protection)
        {
            return Errno.None;
        }

        ulong length = Math.Min(area.End, end) - Math.Max(area.Start, start);
        if (area.IsDataWith(protection) && !area.IsData && !MayBecomeData(length, area.Flags))
        {
            return Errno.ENOMEM;
        }

        Errno error = Isolate(ref index, start, end);
        if (error == Errno.None)
        {
            Areas[index].Protection = protection;
            Pages.Protect(Areas[index].Start, Areas[index].End, protection);
        }

        return error;
    }

    /// <summary>mprotect_fixup in Linux's <c>mm/mprotect.c</c>: RLIMIT_DATA holds unless RLIMIT_AS is what stands in the way.</summary>
    private bool MayBecomeData(ulong length, VmAreaFlags flags) =>
        (MayGrowBy(length, isData: true) || !MayGrowBy(length, isData: false)) && MayPromise(length, flags);
}
