using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content><c>mremap(2)</c>.</content>
public sealed partial class AddressSpace
{
    /// <summary>Moving an area can cut two others; Linux wants this many free before it begins.</summary>
    private const int AreasForMove = 3;

    /// <summary>Makes a mapping shorter or longer, or moves it.</summary>
    /// <param name="address">Its start, or a place inside it.</param>
    /// <param name="oldLength">In bytes. 0 makes a second mapping of a shared file.</param>
    /// <param name="newLength">In bytes.</param>
    /// <param name="flags">How.</param>
    /// <param name="newAddress">With MREMAP_FIXED the new place, with MREMAP_DONTUNMAP a hint.</param>
    /// <param name="result">Where the mapping is now.</param>
    /// <returns>
    /// EINVAL for arguments that make no sense, EFAULT when the old range is not in one area, ENOMEM without room. What lay at the
    /// place of MREMAP_FIXED may be gone after an error, as on Linux.
    /// </returns>
    public Errno Remap(
        ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result)
    {
        const MremapFlags Known = MremapFlags.MayMove | MremapFlags.Fixed | MremapFlags.DontUnmap;

        result = 0;
        bool mayMove = (flags & MremapFlags.MayMove) != 0;
        bool isFixed = (flags & MremapFlags.Fixed) != 0;
        bool keepsOld = (flags & MremapFlags.DontUnmap) != 0;
        if ((flags & ~Known) != 0
            || ((isFixed || keepsOld) && !mayMove)
            || (keepsOld && Page.RoundUp(oldLength) != Page.RoundUp(newLength))
            || !Page.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        oldLength = Page.RoundUp(oldLength);
        newLength = Page.RoundUp(newLength);
        if (newLength == 0 || ((isFixed || keepsOld) && !IsPlaceFor(newAddress, newLength, address, oldLength)))
        {
            return Errno.EINVAL;
        }

        return isFixed || keepsOld ? RemapTo(address, oldLength, newLength, flags, newAddress, out result)
            : Areas.Find(address) is null ? Errno.EFAULT
            : oldLength >= newLength ? Shrink(address, oldLength, newLength, out result)
            : Grow(address, oldLength, newLength, mayMove, out result);
    }

    /// <summary>Whether a wanted place is in the user half and apart from the old one. Sums wrap around where Linux's do.</summary>
    private static bool IsPlaceFor(ulong place, ulong length, ulong address, ulong oldLength) =>
        Page.IsAligned(place)
        && length <= UserSpace.End
        && place <= UserSpace.End - length
        && (address + oldLength <= place || place + length <= address);

    private Errno Shrink(ulong address, ulong oldLength, ulong newLength, out ulong result)
    {
        result = address;
        return oldLength == newLength ? Errno.None : Unmap(address + newLength, oldLength - newLength);
    }

    private Errno Grow(ulong address, ulong oldLength, ulong newLength, bool mayMove, out ulong result)
    {
        result = address;
        Errno error = CheckResize(address, oldLength, newLength, out VmArea? area);
        if (area is null || error != Errno.None)
        {
            return error;
        }

        ulong end = address + newLength;
        if (address + oldLength == area.End
            && newLength <= UserSpace.End - address
            && Areas.IsFree(area.End, end))
        {
            Areas.Resize(area, area.Start, end);
            return Errno.None;
        }

        if (!mayMove)
        {
            return Errno.ENOMEM;
        }

        error = Place(0, newLength, MmapFlags.Private, out ulong place);
        return error != Errno.None ? error : Move(area, address, oldLength, newLength, place, keepsOld: false, out result);
    }

    private Errno RemapTo(
        ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result)
    {
        bool isFixed = (flags & MremapFlags.Fixed) != 0;
        bool keepsOld = (flags & MremapFlags.DontUnmap) != 0;
        result = 0;
        Errno error = CheckResize(address, Math.Min(oldLength, newLength), newLength, out _);
        if (error != Errno.None)
        {
            return error;
        }

        if (Areas.Count + 2 >= MaximumAreas - AreasForMove)
        {
            return Errno.ENOMEM;
        }

        error = isFixed ? Unmap(newAddress, newLength) : Errno.None;
        if (error == Errno.None && oldLength > newLength)
        {
            error = Unmap(address + newLength, oldLength - newLength);
            oldLength = newLength;
        }

        if (error == Errno.None)
        {
            error = Place(newAddress, newLength, isFixed ? MmapFlags.Fixed : MmapFlags.Private, out newAddress);
        }

        // What was cleared may have been a part of the area, and with an old range of no length even the place itself.
        return error != Errno.None ? error
            : Areas.Find(address) is not { } area ? Errno.EFAULT
            : Move(area, address, oldLength, newLength, newAddress, keepsOld, out result);
    }

    /// <summary>Whether the old range is one that can have a new length.</summary>
    private Errno CheckResize(ulong address, ulong oldLength, ulong newLength, out VmArea? area)
    {
        area = Areas.Find(address);
        if (area is null)
        {
            return Errno.EFAULT;
        }

        if (oldLength == 0 && !area.IsShared)
        {
            return Errno.EINVAL;
        }

        return oldLength > area.End - address ? Errno.EFAULT
            : newLength > oldLength && !MayGrow(area, newLength - oldLength) ? Errno.ENOMEM
            : Errno.None;
    }

    private bool MayGrow(VmArea area, ulong bytes) =>
        MayGrowBy(bytes, area.IsData) && (!area.IsData || MayPromise(bytes, area.Flags));

    private Errno Move(
        VmArea area, ulong address, ulong oldLength, ulong newLength, ulong place, bool keepsOld, out ulong result)
    {
        result = place;
        if (Areas.Count >= MaximumAreas - AreasForMove || (keepsOld && !MayGrowBy(newLength, area.IsData)))
        {
            return Errno.ENOMEM;
        }

        if (oldLength != 0 && !Pages.TryMove(address, place, oldLength))
        {
            return Errno.ENOMEM;
        }

        // The new area first: a file that no area shows is given up.
        Areas.Add(area.CopyTo(address, place, place + newLength));
        if (!keepsOld && oldLength != 0)
        {
            Clear(address, address + oldLength);
        }

        return Errno.None;
    }
}
