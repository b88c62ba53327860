using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content><c>renameat2(2)</c>, in the order of checks of Linux's do_renameat2 and vfs_rename.</content>
public static partial class PathCalls
{
    /// <summary>rename: EXDEV between mounts, EBUSY for "/", "." and "..", EEXIST for such a new name that must not be there.</summary>
    public static Errno Rename(
        FileContext context, int oldDescriptor, PathArgument oldPath, int newDescriptor, PathArgument newPath, RenameFlags flags)
    {
        const RenameFlags Known = RenameFlags.NoReplace | RenameFlags.Exchange | RenameFlags.WhiteOut;
        if ((flags & ~Known) != 0
            || ((flags & RenameFlags.Exchange) != 0 && (flags & (RenameFlags.NoReplace | RenameFlags.WhiteOut)) != 0))
        {
            return Errno.EINVAL;
        }

        Errno error = FindParent(context, oldDescriptor, oldPath, out Location oldParent, out LastName oldName);
        if (error != Errno.None)
        {
            return error;
        }

        error = FindParent(context, newDescriptor, newPath, out Location newParent, out LastName newName);
        if (error != Errno.None)
        {
            return error;
        }

        if (oldParent.Mount != newParent.Mount)
        {
            return Errno.EXDEV;
        }

        if (!oldName.IsNormal || !newName.IsNormal)
        {
            return oldName.IsNormal && (flags & RenameFlags.NoReplace) != 0 ? Errno.EEXIST : Errno.EBUSY;
        }

        if (FindVictim(oldParent, oldName, out TreeDirectory? from, out error) is not { } source)
        {
            return error;
        }

        Inode? target = FindVictim(newParent, newName, out TreeDirectory? to, out error);
        if (error is not (Errno.None or Errno.ENOENT))
        {
            return error;
        }

        error = CheckNames(source, oldName, from!, target, newName, to!, flags);
        error = error != Errno.None || source == target ? error : CheckRename(context, source, from!, target, to!, flags);
        if (error == Errno.None && source != target)
        {
            Rename(source, oldName, from!, target, newName, to!, flags);
        }

        return error;
    }

    /// <summary>What the names alone forbid: a missing or superfluous target, slashes, and a directory that would be below itself.</summary>
    private static Errno CheckNames(
        Inode source, LastName oldName, TreeDirectory from, Inode? target, LastName newName, TreeDirectory to, RenameFlags flags)
    {
        bool isExchange = (flags & RenameFlags.Exchange) != 0;
        if ((flags & RenameFlags.NoReplace) != 0 && target is not null)
        {
            return Errno.EEXIST;
        }

        if (isExchange && (target is null || (target.AsDirectory is null && newName.HasSlash)))
        {
            return target is null ? Errno.ENOENT : Errno.ENOTDIR;
        }

        if (source.AsDirectory is null && (oldName.HasSlash || (!isExchange && newName.HasSlash)))
        {
            return Errno.ENOTDIR;
        }

        return from == to ? Errno.None
            : IsInside(to, source) ? Errno.EINVAL
            : target is not null && IsInside(from, target) ? (isExchange ? Errno.EINVAL : Errno.ENOTEMPTY)
            : Errno.None;
    }

    private static Errno CheckRename(
        FileContext context, Inode source, TreeDirectory from, Inode? target, TreeDirectory to, RenameFlags flags)
    {
        bool isExchange = (flags & RenameFlags.Exchange) != 0;
        bool isDirectory = source.AsDirectory is not null;
        Errno error = CheckRemove(context, from, source, isDirectory);
        if (error == Errno.None)
        {
            error = target is null ? CheckPlace(context, to)
                : CheckRemove(context, to, target, isExchange ? target.AsDirectory is not null : isDirectory);
        }

        if (error == Errno.None && from != to)
        {
            // What changes its parent has its ".." written.
            error = isDirectory ? source.CheckAccess(context.Credentials, AccessMode.Write) : Errno.None;
            error = error == Errno.None && isExchange && target!.AsDirectory is not null
                ? target.CheckAccess(context.Credentials, AccessMode.Write)
                : error;
        }

        return error != Errno.None ? error
            : source.IsMountPoint || target?.IsMountPoint == true ? Errno.EBUSY
            : (flags & RenameFlags.WhiteOut) != 0 ? Errno.EINVAL
            : !isExchange && target is TreeDirectory { Count: > 0 } ? Errno.ENOTEMPTY
            : Errno.None;
    }

    private static void Rename(
        Inode source, LastName oldName, TreeDirectory from, Inode? target, LastName newName, TreeDirectory to, RenameFlags flags)
    {
        source.MarkChanged();
        target?.MarkChanged();
        if ((flags & RenameFlags.Exchange) != 0)
        {
            from.Exchange(oldName.Bytes, to, newName.Bytes);
        }
        else
        {
            if (target is not null)
            {
                to.Remove(newName.Bytes);
            }

            from.Move(oldName.Bytes, to, newName.Bytes);
        }

        from.MarkModified();
        to.MarkModified();
    }

    /// <summary>Whether a directory is another one or lies somewhere below it.</summary>
    private static bool IsInside(DirectoryInode directory, Inode other)
    {
        while (directory != other)
        {
            if (directory.Parent == directory)
            {
                return false;
            }

            directory = directory.Parent;
        }

        return true;
    }
}
