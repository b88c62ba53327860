using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content>Bringing pages in before they are used: MAP_POPULATE, <c>mlock(2)</c>, MADV_POPULATE_*.</content>
public sealed partial class AddressSpace
{
    /// <summary>
    /// Brings the pages of a range in as if they were used: those of private areas that can be written as the program's own.
    /// </summary>
    /// <param name="start">A multiple of the page size.</param>
    /// <param name="end">One too.</param>
    /// <returns>ENOMEM where nothing can be used, EAGAIN when memory is out; what lies below is in memory then.</returns>
    public Errno Populate(ulong start, ulong end)
    {
        for (ulong page = start; page < end; page += Page.Size)
        {
            if (Areas.Find(page) is not { } area)
            {
                return Errno.ENOMEM;
            }

            bool isWrite = !area.IsShared && (area.Protection & MmapProtection.Write) != 0;
            Errno error = Use(page, isWrite ? FaultAccess.Write : FaultAccess.Read);
            if (error != Errno.None)
            {
                return error == Errno.EAGAIN ? error : Errno.ENOMEM;
            }
        }

        return Errno.None;
    }

    /// <summary>Brings in what there is, such as for MCL_CURRENT. What cannot be used is left out.</summary>
    public void PopulateAll()
    {
        for (int i = 0; i < Areas.Count; i++)
        {
            // What an area lacks is its program's business.
            _ = Populate(Areas[i].Start, Areas[i].End);
        }
    }

    /// <summary>madvise_populate in Linux's <c>mm/madvise.c</c>, for the part of an area.</summary>
    private Errno Populate(VmArea area, ulong start, ulong end, FaultAccess access)
    {
        for (ulong page = Math.Max(area.Start, start); page < Math.Min(area.End, end); page += Page.Size)
        {
            Errno error = Use(page, access);
            if (error != Errno.None)
            {
                return error == Errno.EAGAIN ? Errno.ENOMEM : error;
            }
        }

        return Errno.None;
    }

    /// <summary>Does what an access to a page would do.</summary>
    /// <returns>EINVAL if the area forbids it, EFAULT for a page that its file does not have, EAGAIN when memory is out.</returns>
    private Errno Use(ulong page, FaultAccess access)
    {
        bool isPresent = Pages.IsMapped(page);
        if (isPresent && access != FaultAccess.Write)
        {
            return Areas.Find(page) is { IsAccessible: true } ? Errno.None : Errno.EINVAL;
        }

        FaultResolution resolution = Resolve(page, access, isPresent);
        return resolution.Action == FaultAction.BusError ? Errno.EFAULT
            : resolution.IsError ? Errno.EINVAL
            : Pages.TryProvide(resolution, page) ? Errno.None
            : Errno.EAGAIN;
    }
}
