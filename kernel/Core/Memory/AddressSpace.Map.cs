using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content><c>mmap(2)</c> and <c>munmap(2)</c>.</content>
public sealed partial class AddressSpace
{
    /// <summary>Maps a file or memory. With MAP_POPULATE or MAP_LOCKED its pages come at once, as far as there is memory.</summary>
    /// <param name="request">The arguments.</param>
    /// <param name="address">Where the mapping begins.</param>
    /// <returns>An error of <c>mmap(2)</c>, and nothing has changed; but what MAP_FIXED replaces may be gone after ENOMEM.</returns>
    public Errno Map(in MapRequest request, out ulong address)
    {
        address = 0;
        MmapFlags flags = request.Flags;
        Errno error = CheckRequest(request);
        if (error != Errno.None)
        {
            return error;
        }

        if ((flags & MmapFlags.FixedNoReplace) != 0)
        {
            flags |= MmapFlags.Fixed;
        }

        ulong length = Page.RoundUp(request.Length);
        error = Place(request.Address, length, flags, out ulong start);
        if (error != Errno.None)
        {
            return error;
        }

        ulong end = start + length;
        if ((flags & MmapFlags.FixedNoReplace) != 0 && !Areas.IsFree(start, end))
        {
            return Errno.EEXIST;
        }

        error = Describe(request, start, end, out VmArea? area);
        if (area is null)
        {
            return error;
        }

        ulong replaced = Areas.BytesIn(start, end);
        bool isPromised = area.IsData || (area.IsShared && (flags & MmapFlags.Anonymous) != 0);
        if (!MayGrowBy(length - replaced, area.IsData) || (isPromised && !MayPromise(length, area.Flags)))
        {
            return Errno.ENOMEM;
        }

        error = Clear(start, end);
        if (error != Errno.None)
        {
            return error;
        }

        Areas.Add(area);
        address = start;
        if ((flags & (MmapFlags.Populate | MmapFlags.NonBlock)) == MmapFlags.Populate || (flags & MmapFlags.Locked) != 0)
        {
            // The mapping is there in any case.
            _ = Populate(start, end);
        }

        return Errno.None;
    }

    /// <summary>Unmaps a range, which need not hold anything.</summary>
    /// <returns>EINVAL for an unaligned, empty or too high range, ENOMEM for too many areas.</returns>
    public Errno Unmap(ulong address, ulong length)
    {
        if (!Page.IsAligned(address) || address > UserSpace.End || length > UserSpace.End - address || length == 0)
        {
            return Errno.EINVAL;
        }

        return Clear(address, address + Page.RoundUp(length));
    }

    /// <summary>Maps the program's stack below an address. It grows from then on.</summary>
    /// <param name="top">The end of the stack, a multiple of the page size.</param>
    /// <param name="length">Its first size in bytes, a multiple of the page size.</param>
    /// <param name="isExecutable">Whether the program asked for a stack that it can run code on.</param>
    /// <returns>ENOMEM without room, EEXIST when something is there.</returns>
    public Errno MapStack(ulong top, ulong length, bool isExecutable)
    {
        MapRequest request = new()
        {
            Address = top - length,
            Length = length,
            Protection = MmapProtection.Read | MmapProtection.Write | (isExecutable ? MmapProtection.Exec : MmapProtection.None),
            Flags = MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.GrowsDown | MmapFlags.FixedNoReplace,
        };
        return Map(request, out _);
    }
}
