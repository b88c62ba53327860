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
            if (!Pages.MayGoOn())
            {
                return Errno.EAGAIN;
            }

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
        // Areas come and go meanwhile. What one lacks is its program's business, but for memory.
        Errno error = Errno.None;
        for (ulong start = 0; error != Errno.EAGAIN && Areas.FirstFrom(start) is { } area;)
        {
            start = area.End;
            error = Populate(area.Start, area.End);
        }
    }

    /// <summary>madvise_populate in Linux's <c>mm/madvise.c</c>.</summary>
    private Errno Populate(ulong start, ulong end, FaultAccess access)
    {
        for (ulong page = start; page < end; page += Page.Size)
        {
            if (!Pages.MayGoOn())
            {
                return Errno.EINTR;
            }

            Errno error = Areas.Find(page) is null ? Errno.ENOMEM : Use(page, access);
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
