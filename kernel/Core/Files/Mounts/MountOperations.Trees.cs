using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Mounts;

/// <content>Parts of the tree in other places.</content>
public static partial class MountOperations
{
    /// <summary>pivot_root: another mount becomes the root, and the old root is mounted below it (<c>pivot_root(2)</c>).</summary>
    /// <param name="context">The caller.</param>
    /// <param name="newRoot">Where the new root is mounted.</param>
    /// <param name="putOld">A directory below it.</param>
    public static Errno Pivot(FileContext context, PathArgument newRoot, PathArgument putOld)
    {
        if (!context.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        Errno error = FindDirectory(context, newRoot, out Location next);
        error = error == Errno.None ? FindDirectory(context, putOld, out Location old) : Fail(error, out old);
        if (error != Errno.None)
        {
            return error;
        }

        MountTable table = context.Mounts;
        Location root = context.Root;
        old = MountTable.Surface(old);
        if (!table.Contains(next.Mount) || !table.Contains(root.Mount) || !table.Contains(old.Mount))
        {
            return Errno.EINVAL;
        }

        if (IsRemoved(next) || IsRemoved(old))
        {
            return Errno.ENOENT;
        }

        if (next.Mount == root.Mount || old.Mount == root.Mount)
        {
            return Errno.EBUSY;
        }

        bool isRight = root.IsMountRoot && root.Mount.Parent is not null
            && next.IsMountRoot && next.Mount.Parent is not null
            && IsBelow(old, next) && IsBelow(next, root);
        if (!isRight)
        {
            return Errno.EINVAL;
        }

        Location place = new(root.Mount.Parent!, root.Mount.Point!);
        MountTable.Move(root.Mount, old);
        MountTable.Move(next.Mount, place);
        table.Users?.Move(root, next);
        return Errno.None;
    }

    /// <summary>MS_BIND: what is at a path shows in another place too, without what is mounted below it unless that is wished.</summary>
    private static Errno Bind(FileContext context, PathArgument source, in Location point, bool isRecursive)
    {
        Errno error = FindSource(context, source, out Location from);
        if (error != Errno.None)
        {
            return error;
        }

        MountTable table = context.Mounts;
        if (!table.Contains(from.Mount) || !table.Contains(point.Mount))
        {
            return Errno.EINVAL;
        }

        int added = isRecursive ? from.Mount.WithDescendants().Count : 1;
        error = CheckPlace(table, from.Inode, added, MountTable.Surface(point));
        return error == Errno.None ? Attach(table, Copy(from.Mount, from.Inode, isRecursive), point) : error;
    }

    /// <summary>MS_MOVE: EINVAL for what is no mount, or the one that all lie in; ELOOP for a place inside of it.</summary>
    private static Errno Move(FileContext context, PathArgument source, in Location point)
    {
        Errno error = FindSource(context, source, out Location from);
        if (error != Errno.None)
        {
            return error;
        }

        MountTable table = context.Mounts;
        Location place = MountTable.Surface(point);
        error = !from.IsMountRoot || from.Mount.Parent is null || !table.Contains(from.Mount) || !table.Contains(place.Mount) ? Errno.EINVAL
            : IsRemoved(place) ? Errno.ENOENT
            : (from.Inode.AsDirectory is null) != (place.Inode.AsDirectory is null) ? Errno.EINVAL
            : place.Mount.IsIn(from.Mount) ? Errno.ELOOP
            : Errno.None;
        if (error == Errno.None)
        {
            MountTable.Move(from.Mount, place);
        }

        return error;
    }

    private static Errno FindSource(FileContext context, PathArgument source, out Location found)
    {
        found = default;
        Errno error = source.Read(mayBeEmpty: true, out System.ReadOnlySpan<byte> path);
        return error != Errno.None ? error
            : path.IsEmpty ? Errno.EINVAL
            : PathCalls.Find(context, PathLimits.AtFdCwd, path, AtFlags.None, out found);
    }

    private static Errno FindDirectory(FileContext context, PathArgument path, out Location found)
    {
        Errno error = PathCalls.Find(context, PathLimits.AtFdCwd, path, AtFlags.None, out found);
        return error == Errno.None && found.Inode.AsDirectory is null ? Errno.ENOTDIR : error;
    }

    private static Errno Fail(Errno error, out Location found)
    {
        found = default;
        return error;
    }

    /// <summary>A mount of the same tree that begins at an inode; with the mounts below that, if they are wished.</summary>
    private static Mount Copy(Mount mount, Inode root, bool isRecursive)
    {
        Mount copy = new(root, mount.Source, mount.Flags);
        if (!isRecursive)
        {
            return copy;
        }

        Dictionary<Mount, Mount> copies = new() { [mount] = copy };
        foreach (Mount inner in mount.WithDescendants())
        {
            // What a mount lies in has come before it, if it lies below the inode.
            if (inner != mount && copies.TryGetValue(inner.Parent!, out Mount? parent)
                && (inner.Parent != mount || IsBelow(new Location(mount, inner.Point!), new Location(mount, root))))
            {
                Mount innerCopy = new(inner.Root, inner.Source, inner.Flags);
                innerCopy.Attach(new Location(parent, inner.Point!));
                copies.Add(inner, innerCopy);
            }
        }

        return copy;
    }

    private static bool IsRemoved(in Location location) => location.Inode is { HasLostName: true, LinkCount: 0 };

    /// <summary>Whether a place lies below another, or is that.</summary>
    private static bool IsBelow(Location location, in Location other)
    {
        while (location != other)
        {
            if (location.IsMountRoot)
            {
                if (location.Mount.Parent is not { } parent)
                {
                    return false;
                }

                location = new Location(parent, location.Mount.Point!);
            }
            else if (location.Inode.NamedIn is { } directory)
            {
                location = location with { Inode = directory };
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
