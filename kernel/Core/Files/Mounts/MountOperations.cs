using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Mounts;

/// <summary><c>mount(2)</c>, in the order of checks of Linux's path_mount and what it calls.</summary>
public static partial class MountOperations
{
    /// <summary>What only a new mount, or a remount, can be told.</summary>
    private const MountRequest Propagation =
        MountRequest.Shared | MountRequest.Private | MountRequest.Slave | MountRequest.Unbindable;

    /// <summary>mount.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="source">What is mounted: for MS_BIND and MS_MOVE a path.</param>
    /// <param name="target">Where.</param>
    /// <param name="type">The file system's type; empty for none.</param>
    /// <param name="request">What is to be done.</param>
    /// <param name="options">Options of the file system.</param>
    public static Errno Mount(
        FileContext context, PathArgument source, PathArgument target, ReadOnlySpan<byte> type, MountRequest request,
        ReadOnlySpan<byte> options)
    {
        if ((request & MountRequest.OldMagicMask) == MountRequest.OldMagic)
        {
            request &= ~MountRequest.OldMagicMask;
        }

        Errno error = PathCalls.Find(context, PathLimits.AtFdCwd, target, AtFlags.None, out Location point);
        if (error != Errno.None)
        {
            return error;
        }

        if (!context.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        MountTable table = context.Mounts;
        MountFlags flags = FlagsOf(request);
        return (request & (MountRequest.Remount | MountRequest.Bind)) switch
        {
            MountRequest.Remount | MountRequest.Bind => Change(table, point, flags, writtenThrough: point.Mount),
            MountRequest.Remount => Remount(table, point, flags, options),
            MountRequest.Bind => Bind(context, source, point, (request & MountRequest.Recursive) != 0),
            _ when (request & Propagation) != 0 => SetPropagation(table, point, request),
            _ when (request & MountRequest.Move) != 0 => Move(context, source, point),
            _ => MountNew(context, source, point, type, flags, options),
        };
    }

    /// <summary>Without a word about times of access, they are kept as relatime says.</summary>
    private static MountFlags FlagsOf(MountRequest request)
    {
        const MountRequest OwnTimes = MountRequest.NoAtime | MountRequest.StrictAtime;
        MountFlags flags = (request & OwnTimes) == 0 ? MountFlags.RelAtime : MountFlags.None;
        ReadOnlySpan<(MountRequest Request, MountFlags Flag)> same =
        [
            (MountRequest.RdOnly, MountFlags.RdOnly),
            (MountRequest.NoSuid, MountFlags.NoSuid),
            (MountRequest.NoDev, MountFlags.NoDev),
            (MountRequest.NoExec, MountFlags.NoExec),
            (MountRequest.NoAtime, MountFlags.NoAtime),
            (MountRequest.NoDirAtime, MountFlags.NoDirAtime),
            (MountRequest.NoSymFollow, MountFlags.NoSymFollow),
        ];
        foreach ((MountRequest wanted, MountFlags flag) in same)
        {
            flags |= (request & wanted) != 0 ? flag : MountFlags.None;
        }

        return flags;
    }

    /// <summary>EINVAL for what is no mount of the tree, EBUSY for making read-only what somebody writes to.</summary>
    /// <param name="table">The mounts.</param>
    /// <param name="point">The mount's root.</param>
    /// <param name="flags">What the mount gets.</param>
    /// <param name="writtenThrough">Through which mount nobody may write; null for any of the file system.</param>
    private static Errno Change(MountTable table, in Location point, MountFlags flags, Mount? writtenThrough)
    {
        if (!point.IsMountRoot || !table.Contains(point.Mount))
        {
            return Errno.EINVAL;
        }

        if ((flags & ~point.Mount.Flags & MountFlags.RdOnly) != 0 && table.Users?.WriteTo(point.Mount.FileSystem, writtenThrough) == true)
        {
            return Errno.EBUSY;
        }

        point.Mount.Flags = flags;
        return Errno.None;
    }

    private static Errno Remount(MountTable table, in Location point, MountFlags flags, ReadOnlySpan<byte> options)
    {
        if (!point.IsMountRoot || !table.Contains(point.Mount))
        {
            return Errno.EINVAL;
        }

        FileSystem fileSystem = point.Mount.FileSystem;
        Errno error = fileSystem.Reconfigure?.Invoke(new MountOptions(options)) ?? Errno.None;
        error = error == Errno.None ? Change(table, point, flags, writtenThrough: null) : error;
        if (error == Errno.None)
        {
            fileSystem.IsReadOnly = (flags & MountFlags.RdOnly) != 0;
        }

        return error;
    }

    /// <summary>There is one tree of mounts, so it makes no difference whether others learn of new mounts.</summary>
    private static Errno SetPropagation(MountTable table, in Location point, MountRequest request)
    {
        const MountRequest Allowed = Propagation | MountRequest.Recursive | MountRequest.Silent;
        MountRequest wanted = request & Propagation;
        bool isOne = (wanted & (wanted - 1)) == 0;
        return isOne && (request & ~Allowed) == 0 && point.IsMountRoot && table.Contains(point.Mount) ? Errno.None : Errno.EINVAL;
    }

    private static Errno MountNew(
        FileContext context, PathArgument source, in Location point, ReadOnlySpan<byte> type, MountFlags flags, ReadOnlySpan<byte> options)
    {
        if (type.IsEmpty)
        {
            return Errno.EINVAL;
        }

        MountTable table = context.Mounts;
        if (table.Types.Find(type) is not { } fileSystemType)
        {
            return Errno.ENODEV;
        }

        Errno error = source.Read(mayBeEmpty: true, out ReadOnlySpan<byte> name);
        error = error == Errno.None ? fileSystemType.Make(new MountOptions(options), out DirectoryInode? root) : Fail(error, out root);
        if (error != Errno.None)
        {
            return error;
        }

        FileSystem fileSystem = root!.FileSystem;
        if (point.IsMountRoot && point.Mount.FileSystem == fileSystem)
        {
            return Errno.EBUSY;
        }

        fileSystem.IsReadOnly |= fileSystem.Place is null && (flags & MountFlags.RdOnly) != 0;
        return Attach(table, new Mount(root, name.IsEmpty ? "none"u8.ToArray() : name.ToArray(), flags), point);
    }

    private static Errno Fail(Errno error, out DirectoryInode? root)
    {
        root = null;
        return error;
    }

    /// <summary>
    /// Whether a root may be mounted at a place: EINVAL outside of the tree, ENOENT on what was removed, ENOTDIR for a directory on
    /// none, ENOSPC when there are too many mounts with those that would be added.
    /// </summary>
    private static Errno CheckPlace(MountTable table, Inode root, int added, in Location place) =>
        !table.Contains(place.Mount) ? Errno.EINVAL
        : IsRemoved(place) ? Errno.ENOENT
        : (root.AsDirectory is null) != (place.Inode.AsDirectory is null) ? Errno.ENOTDIR
        : table.Mounts.Count + added > MountTable.MostMounts ? Errno.ENOSPC
        : Errno.None;

    /// <summary>Puts a mount into the tree, if it may lie there.</summary>
    private static Errno Attach(MountTable table, Mount mount, in Location point)
    {
        Location place = MountTable.Surface(point);
        Errno error = CheckPlace(table, mount.Root, 1, place);
        if (error == Errno.None)
        {
            table.Add(mount, place);
        }

        return error;
    }
}
