using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content>Names that go: <c>unlink(2)</c> and <c>rmdir(2)</c>.</content>
public static partial class PathCalls
{
    /// <summary>unlink: EISDIR for "/", "." and "..", then EROFS, also for a name that is missing. EBUSY for what something is mounted on. What is open lives on.</summary>
    public static Errno Unlink(FileContext context, int descriptor, PathArgument path)
    {
        Errno error = FindParent(context, descriptor, path, out Location parent, out LastName last);
        if (error != Errno.None)
        {
            return error;
        }

        if (!last.IsNormal)
        {
            return Errno.EISDIR;
        }

        if (FindVictim(parent, last, out TreeDirectory? writable, out error) is not { } victim)
        {
            return error;
        }

        if (last.HasSlash)
        {
            return victim.AsDirectory is not null ? Errno.EISDIR : Errno.ENOTDIR;
        }

        error = CheckRemove(context, writable!, victim, isDirectory: false);
        error = error == Errno.None && victim.IsMountPoint ? Errno.EBUSY : error;
        if (error == Errno.None)
        {
            Remove(writable!, last, victim);
        }

        return error;
    }

    /// <summary>rmdir: EINVAL for ".", ENOTEMPTY for ".." and for what is not empty, EBUSY for "/" and for what something is mounted on.</summary>
    public static Errno RemoveDirectory(FileContext context, int descriptor, PathArgument path)
    {
        Errno error = FindParent(context, descriptor, path, out Location parent, out LastName last);
        if (error != Errno.None)
        {
            return error;
        }

        if (!last.IsNormal)
        {
            return last.IsDot ? Errno.EINVAL : last.IsDotDot ? Errno.ENOTEMPTY : Errno.EBUSY;
        }

        if (FindVictim(parent, last, out TreeDirectory? writable, out error) is not { } victim)
        {
            return error;
        }

        error = CheckRemove(context, writable!, victim, isDirectory: true);
        error = error != Errno.None ? error
            : victim.IsMountPoint ? Errno.EBUSY
            : victim is TreeDirectory { Count: > 0 } ? Errno.ENOTEMPTY
            : Errno.None;
        if (error == Errno.None)
        {
            Remove(writable!, last, victim);
        }

        return error;
    }

    /// <summary>What a last name stands for.</summary>
    /// <param name="parent">Where it is.</param>
    /// <param name="last">A normal name.</param>
    /// <param name="writable">The directory.</param>
    /// <param name="error">EROFS before ENAMETOOLONG and ENOENT, EPERM where only the kernel changes names.</param>
    private static Inode? FindVictim(in Location parent, LastName last, out TreeDirectory? writable, out Errno error)
    {
        writable = Writable(parent);
        Inode? victim = parent.Mount.IsReadOnly || last.IsTooLong ? null : parent.Inode.AsDirectory!.Lookup(last.Bytes);
        error = parent.Mount.IsReadOnly ? Errno.EROFS
            : last.IsTooLong ? Errno.ENAMETOOLONG
            : victim is null ? Errno.ENOENT
            : writable is null ? Errno.EPERM
            : Errno.None;
        return error == Errno.None ? victim : null;
    }

    private static void Remove(TreeDirectory parent, LastName last, Inode victim)
    {
        victim.MarkChanged();
        parent.Remove(last.Bytes);
        parent.MarkModified();
    }
}
