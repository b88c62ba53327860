using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// Calls that would change a tree. Every tree is read-only, so each of them fails; which error comes is decided in Linux's
/// order, as on a file system mounted read-only.
/// </summary>
public static partial class PathCalls
{
    /// <summary>mkdir, mknod and symlink.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The new name.</param>
    /// <param name="isDirectory">Whether a slash may follow the name.</param>
    /// <returns>ENAMETOOLONG and EEXIST before EROFS.</returns>
    public static Errno Create(FileContext context, int descriptor, PathArgument path, bool isDirectory)
    {
        if (FindParent(context, descriptor, path, out LastName last, out Errno error) is not { } parent)
        {
            return error;
        }

        if (!last.IsNormal)
        {
            return Errno.EEXIST;
        }

        if (last.IsTooLong)
        {
            return Errno.ENAMETOOLONG;
        }

        if (parent.Lookup(last.Bytes) is not null)
        {
            return Errno.EEXIST;
        }

        return last.HasSlash && !isDirectory ? Errno.ENOENT : Errno.EROFS;
    }

    /// <summary>symlink: ENOENT for an empty target.</summary>
    public static Errno CreateLink(FileContext context, PathArgument target, int descriptor, PathArgument path)
    {
        Errno error = target.Read(mayBeEmpty: false, out _);
        return error == Errno.None ? Create(context, descriptor, path, isDirectory: false) : error;
    }

    /// <summary>link: the file must be there.</summary>
    public static Errno Link(
        FileContext context, int oldDescriptor, PathArgument oldPath, int newDescriptor, PathArgument newPath, AtFlags flags)
    {
        if ((flags & ~(AtFlags.SymlinkFollow | AtFlags.EmptyPath)) != 0)
        {
            return Errno.EINVAL;
        }

        // Here following has to be asked for, elsewhere not following.
        AtFlags follow = (flags & AtFlags.SymlinkFollow) != 0 ? AtFlags.None : AtFlags.SymlinkNoFollow;
        return Find(context, oldDescriptor, oldPath, (flags & AtFlags.EmptyPath) | follow, out Errno error) is null
            ? error
            : Create(context, newDescriptor, newPath, isDirectory: false);
    }

    /// <summary>rename: EXDEV between file systems, EBUSY for "/", "." and "..", EEXIST for such a new name that must not be there.</summary>
    public static Errno Rename(
        FileContext context, int oldDescriptor, PathArgument oldPath, int newDescriptor, PathArgument newPath, RenameFlags flags)
    {
        const RenameFlags Known = RenameFlags.NoReplace | RenameFlags.Exchange | RenameFlags.WhiteOut;
        if ((flags & ~Known) != 0
            || ((flags & RenameFlags.Exchange) != 0 && (flags & (RenameFlags.NoReplace | RenameFlags.WhiteOut)) != 0))
        {
            return Errno.EINVAL;
        }

        if (FindParent(context, oldDescriptor, oldPath, out LastName oldName, out Errno error) is not { } oldParent
            || FindParent(context, newDescriptor, newPath, out LastName newName, out error) is not { } newParent)
        {
            return error;
        }

        return oldParent.FileSystem != newParent.FileSystem ? Errno.EXDEV
            : !oldName.IsNormal ? Errno.EBUSY
            : newName.IsNormal ? Errno.EROFS
            : (flags & RenameFlags.NoReplace) != 0 ? Errno.EEXIST
            : Errno.EBUSY;
    }

    /// <summary>unlink: EISDIR for "/", "." and "..", then EROFS, also for a name that is missing.</summary>
    public static Errno Unlink(FileContext context, int descriptor, PathArgument path)
    {
        if (FindParent(context, descriptor, path, out LastName last, out Errno error) is null)
        {
            return error;
        }

        return last.IsNormal ? Errno.EROFS : Errno.EISDIR;
    }

    /// <summary>rmdir: EINVAL for ".", ENOTEMPTY for "..", EBUSY for "/", then EROFS.</summary>
    public static Errno RemoveDirectory(FileContext context, int descriptor, PathArgument path)
    {
        if (FindParent(context, descriptor, path, out LastName last, out Errno error) is null)
        {
            return error;
        }

        return last.IsNormal ? Errno.EROFS
            : last.IsDot ? Errno.EINVAL
            : last.IsDotDot ? Errno.ENOTEMPTY
            : Errno.EBUSY;
    }

    /// <summary>chmod, chown and utimensat: EINVAL for an unknown flag, EROFS for everything that is there.</summary>
    public static Errno ChangeAttributes(FileContext context, int descriptor, PathArgument path, AtFlags flags)
    {
        if ((flags & ~(AtFlags.SymlinkNoFollow | AtFlags.EmptyPath)) != 0)
        {
            return Errno.EINVAL;
        }

        return Find(context, descriptor, path, flags, out Errno error) is null ? error : Errno.EROFS;
    }

    /// <summary>truncate: EISDIR for a directory, EINVAL for a negative length and for what else is no regular file, then EROFS.</summary>
    public static Errno Truncate(FileContext context, PathArgument path, long length)
    {
        if (length < 0)
        {
            return Errno.EINVAL;
        }

        if (Find(context, PathLimits.AtFdCwd, path, AtFlags.None, out Errno error) is not { } inode)
        {
            return error;
        }

        return inode.Type switch
        {
            FileMode.IfDir => Errno.EISDIR,
            FileMode.IfReg => Errno.EROFS,
            _ => Errno.EINVAL,
        };
    }

    private static DirectoryInode? FindParent(
        FileContext context, int descriptor, PathArgument path, out LastName last, out Errno error)
    {
        last = default;
        error = path.Read(mayBeEmpty: false, out ReadOnlySpan<byte> bytes);
        return error == Errno.None && Start(context, descriptor, bytes, out error) is { } start
            ? PathWalk.ResolveParent(context, start, bytes, out last, out error)
            : null;
    }
}
