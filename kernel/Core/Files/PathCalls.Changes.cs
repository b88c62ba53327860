using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// Calls that would change a tree. Every tree is read-only, so each of them fails; which error comes is decided in Linux's
/// order, as on a file system mounted read-only.
/// </summary>
public static partial class PathCalls
{
    /// <summary>mkdir, mknod, symlink and the new name of link.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The new name.</param>
    /// <param name="isDirectory">Whether a slash may follow the name.</param>
    /// <returns>EEXIST before EROFS.</returns>
    public static Errno Create(FileContext context, int descriptor, ReadOnlySpan<byte> path, bool isDirectory)
    {
        if (FindParent(context, descriptor, path, out LastName last, out Errno error) is not { } parent)
        {
            return error;
        }

        if (!last.IsNormal)
        {
            return Errno.EEXIST;
        }

        if (parent.Lookup(last.Bytes) is not null)
        {
            return Errno.EEXIST;
        }

        return last.HasSlash && !isDirectory ? Errno.ENOENT : Errno.EROFS;
    }

    /// <summary>unlink: EISDIR for "/", "." and "..", then EROFS, also for a name that is missing.</summary>
    public static Errno Unlink(FileContext context, int descriptor, ReadOnlySpan<byte> path)
    {
        if (FindParent(context, descriptor, path, out LastName last, out Errno error) is null)
        {
            return error;
        }

        return last.IsNormal ? Errno.EROFS : Errno.EISDIR;
    }

    /// <summary>rmdir: EINVAL for ".", ENOTEMPTY for "..", EBUSY for "/", then EROFS.</summary>
    public static Errno RemoveDirectory(FileContext context, int descriptor, ReadOnlySpan<byte> path)
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

    /// <summary>chmod, chown and utimensat: EROFS for everything that is there.</summary>
    public static Errno ChangeAttributes(FileContext context, int descriptor, ReadOnlySpan<byte> path, AtFlags flags) =>
        Find(context, descriptor, path, flags, out Errno error) is null ? error : Errno.EROFS;

    /// <summary>truncate: EISDIR for a directory, EINVAL for what else is no regular file, then EROFS.</summary>
    public static Errno Truncate(FileContext context, ReadOnlySpan<byte> path)
    {
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
        FileContext context, int descriptor, ReadOnlySpan<byte> path, out LastName last, out Errno error)
    {
        if (Start(context, descriptor, path, mayBeEmpty: false, out error) is { } start)
        {
            return PathWalk.ResolveParent(context, start, path, out last, out error);
        }

        last = default;
        return null;
    }
}
