using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Mounts;

/// <content><c>umount2(2)</c>, in the order of checks of Linux's path_umount and do_umount.</content>
public static partial class MountOperations
{
    /// <summary>umount2: EBUSY for a mount that is in use, unless it is only to leave the tree.</summary>
    public static Errno Unmount(FileContext context, PathArgument target, UnmountFlags flags)
    {
        const UnmountFlags Known = UnmountFlags.Force | UnmountFlags.Detach | UnmountFlags.Expire | UnmountFlags.NoFollow;
        if ((flags & ~Known) != 0)
        {
            return Errno.EINVAL;
        }

        AtFlags follow = (flags & UnmountFlags.NoFollow) != 0 ? AtFlags.SymlinkNoFollow : AtFlags.None;
        Errno error = PathCalls.Find(context, PathLimits.AtFdCwd, target, follow, out Location point);
        if (error != Errno.None)
        {
            return error;
        }

        if (!context.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        MountTable table = context.Mounts;
        Mount mount = point.Mount;
        if (!point.IsMountRoot || !table.Contains(mount))
        {
            return Errno.EINVAL;
        }

        bool isExpiry = (flags & UnmountFlags.Expire) != 0;
        bool isDetach = (flags & UnmountFlags.Detach) != 0;
        if (isExpiry && ((flags & (UnmountFlags.Force | UnmountFlags.Detach)) != 0 || mount == context.Root.Mount))
        {
            return Errno.EINVAL;
        }

        if (mount.Parent is null)
        {
            return UnmountRoot(table, mount, isDetach);
        }

        if (!isDetach && table.IsBusy(mount))
        {
            return Errno.EBUSY;
        }

        if (isExpiry && !mount.IsExpiring)
        {
            mount.IsExpiring = true;
            return Errno.EAGAIN;
        }

        table.Remove(mount);
        table.ReleaseUnused();
        return Errno.None;
    }

    /// <summary>The root stays where it is, and becomes read-only (do_umount_root in Linux).</summary>
    private static Errno UnmountRoot(MountTable table, Mount root, bool isDetach)
    {
        if (isDetach)
        {
            return Errno.EINVAL;
        }

        if (table.Users?.WriteTo(root.FileSystem, through: null) == true)
        {
            return Errno.EBUSY;
        }

        root.FileSystem.IsReadOnly = true;
        return Errno.None;
    }
}
