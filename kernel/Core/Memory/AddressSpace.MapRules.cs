using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content>What <c>mmap(2)</c> asks of its arguments.</content>
public sealed partial class AddressSpace
{
    /// <summary>The flags that old MAP_SHARED knows; what else there is it ignores.</summary>
    private const MmapFlags LegacyFlags = MmapFlags.Type | MmapFlags.Fixed | MmapFlags.Anonymous | MmapFlags.DenyWrite
        | MmapFlags.Executable | MmapFlags.GrowsDown | MmapFlags.Locked | MmapFlags.NoReserve | MmapFlags.Populate
        | MmapFlags.NonBlock | MmapFlags.Stack | MmapFlags.HugeTlb | MmapFlags.Low2Gib | MmapFlags.Above4G
        | UninitializedFlag;

    /// <summary>MAP_UNINITIALIZED, which machines with an MMU ignore.</summary>
    private const MmapFlags UninitializedFlag = (MmapFlags)0x400_0000;

    /// <summary>The checks that come before a place is looked for.</summary>
    private Errno CheckRequest(in MapRequest request)
    {
        bool isAnonymous = (request.Flags & MmapFlags.Anonymous) != 0;
        if (!Page.IsAligned(request.Offset))
        {
            return Errno.EINVAL;
        }

        if (!isAnonymous && request.File is null)
        {
            return Errno.EBADF;
        }

        if ((request.Flags & MmapFlags.HugeTlb) != 0)
        {
            // Anonymous: a machine whose administrator has set no huge pages aside. A file: it is not of hugetlbfs.
            return isAnonymous ? Errno.ENOMEM : Errno.EINVAL;
        }

        return request.Length == 0 ? Errno.EINVAL
            : Page.RoundUp(request.Length) == 0 ? Errno.ENOMEM
            : Areas.Count > MaximumAreas ? Errno.ENOMEM
            : Errno.None;
    }

    /// <summary>Makes the area that a request describes; null with the reason why not.</summary>
    private static Errno Describe(in MapRequest request, ulong start, ulong end, out VmArea? area)
    {
        bool isAnonymous = (request.Flags & MmapFlags.Anonymous) != 0;
        MmapFlags type = request.Flags & MmapFlags.Type;
        MmapProtection protection = request.Protection & VmArea.AllAccess;
        MmapProtection maximum = VmArea.AllAccess;
        area = null;
        bool isShared = type == MmapFlags.Shared || (type == MmapFlags.SharedValidate && !isAnonymous);
        if (!isShared && type != MmapFlags.Private)
        {
            return Errno.EINVAL;
        }

        if (!isAnonymous)
        {
            Errno error = CheckFile(request, end - start, isShared, ref maximum);
            if (error != Errno.None)
            {
                return error;
            }
        }

        bool growsDown = (request.Flags & MmapFlags.GrowsDown) != 0;
        if (growsDown && (isShared || !isAnonymous))
        {
            return Errno.EINVAL;
        }

        area = new VmArea(start, end)
        {
            Protection = protection,
            MaximumProtection = maximum,
            Flags = FlagsOf(request.Flags, isShared),
            File = !isAnonymous ? request.File : isShared ? new SharedMemory(end - start) : null,
        }.At(isAnonymous ? 0 : request.Offset);
        return Errno.None;
    }

    private static VmAreaFlags FlagsOf(MmapFlags flags, bool isShared) =>
        (isShared ? VmAreaFlags.Shared : VmAreaFlags.None)
        | ((flags & MmapFlags.GrowsDown) != 0 ? VmAreaFlags.GrowsDown : VmAreaFlags.None)
        | ((flags & MmapFlags.NoReserve) != 0 ? VmAreaFlags.NoReserve : VmAreaFlags.None);

    private static Errno CheckFile(in MapRequest request, ulong length, bool isShared, ref MmapProtection maximum)
    {
        if (request.Offset > long.MaxValue - length)
        {
            return Errno.EOVERFLOW;
        }

        bool isValidated = (request.Flags & MmapFlags.Type) == MmapFlags.SharedValidate;
        if (isValidated && (request.Flags & ~LegacyFlags) != 0)
        {
            return Errno.EOPNOTSUPP;
        }

        if (isShared && (request.FileAccess & MmapProtection.Write) == 0)
        {
            if ((request.Protection & MmapProtection.Write) != 0)
            {
                return Errno.EACCES;
            }

            maximum &= ~MmapProtection.Write;
        }

        if ((request.FileAccess & MmapProtection.Read) == 0)
        {
            return Errno.EACCES;
        }

        if ((request.FileAccess & MmapProtection.Exec) == 0)
        {
            if ((request.Protection & MmapProtection.Exec) != 0)
            {
                return Errno.EPERM;
            }

            maximum &= ~MmapProtection.Exec;
        }

        return Errno.None;
    }
}
