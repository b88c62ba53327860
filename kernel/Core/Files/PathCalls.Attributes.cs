using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content><c>chmod(2)</c>, <c>chown(2)</c>, <c>utimensat(2)</c> and <c>truncate(2)</c>. Those for a descriptor take its inode.</content>
public static partial class PathCalls
{
    private const AtFlags AttributeFlags = AtFlags.SymlinkNoFollow | AtFlags.EmptyPath;

    /// <summary>fchmodat2: EOPNOTSUPP for a symbolic link itself.</summary>
    public static Errno ChangeMode(FileContext context, int descriptor, PathArgument path, FileMode mode, AtFlags flags) =>
        FindToChange(context, descriptor, path, flags, out Location file) is var error && error != Errno.None
            ? error
            : ChangeMode(context, file, mode);

    /// <summary>fchmod: EPERM for others than the owner, who sets no set-group-id bit of a group that is not his.</summary>
    public static Errno ChangeMode(FileContext context, in Location file, FileMode mode)
    {
        if (CheckChange(file) is var refusal and not Errno.None)
        {
            return refusal;
        }

        Inode inode = file.Inode;
        if (inode.Type == FileMode.IfLnk)
        {
            return Errno.EOPNOTSUPP;
        }

        if (!inode.IsOwnedBy(context.Credentials))
        {
            return Errno.EPERM;
        }

        bool isMember = context.Credentials.IsSuperuser || context.Credentials.IsMemberOf(inode.GroupId);
        inode.SetPermissions(isMember ? mode : mode & ~FileMode.IsGid);
        return Errno.None;
    }

    /// <summary>fchownat.</summary>
    public static Errno ChangeOwner(FileContext context, int descriptor, PathArgument path, int owner, int group, AtFlags flags) =>
        FindToChange(context, descriptor, path, flags, out Location file) is var error && error != Errno.None
            ? error
            : ChangeOwner(context, file, owner, group);

    /// <summary>fchown; -1 leaves an id as it is. EPERM: only the superuser gives away, and an owner only to his own group.</summary>
    public static Errno ChangeOwner(FileContext context, in Location file, int owner, int group)
    {
        if (CheckChange(file) is var refusal and not Errno.None)
        {
            return refusal;
        }

        Inode inode = file.Inode;
        uint newOwner = owner == -1 ? inode.UserId : (uint)owner;
        uint newGroup = group == -1 ? inode.GroupId : (uint)group;
        Credentials who = context.Credentials;
        bool isOwner = who.UserId == inode.UserId;
        bool mayOwn = owner == -1 || (isOwner && newOwner == inode.UserId);
        bool mayGroup = group == -1 || (isOwner && (newGroup == inode.GroupId || who.IsMemberOf(newGroup)));
        if (!who.IsSuperuser && !(mayOwn && mayGroup))
        {
            return Errno.EPERM;
        }

        inode.SetOwner(newOwner, newGroup);
        return Errno.None;
    }

    /// <summary>utimensat with a path.</summary>
    public static Errno ChangeTimes(
        FileContext context, int descriptor, PathArgument path, Timespec accessed, Timespec modified, AtFlags flags) =>
        FindToChange(context, descriptor, path, flags, out Location file) is var error && error != Errno.None
            ? error
            : ChangeTimes(context, file, accessed, modified);

    /// <summary>utimensat with a descriptor.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="file">The file.</param>
    /// <param name="accessed">The time, or one of <see cref="UtimeNanoseconds"/>.</param>
    /// <param name="modified">The same.</param>
    /// <returns>
    /// EINVAL for nanoseconds that are none, EROFS, EACCES when both are to be the present time, which whoever may write can have,
    /// otherwise EPERM.
    /// </returns>
    public static Errno ChangeTimes(FileContext context, in Location file, Timespec accessed, Timespec modified)
    {
        if (!IsTime(accessed) || !IsTime(modified))
        {
            return Errno.EINVAL;
        }

        if (CheckChange(file) is var refusal and not Errno.None)
        {
            return refusal;
        }

        Inode inode = file.Inode;
        if (!inode.IsOwnedBy(context.Credentials))
        {
            bool isNow = accessed.Nanoseconds == UtimeNanoseconds.Now && modified.Nanoseconds == UtimeNanoseconds.Now;
            Errno error = isNow ? inode.CheckAccess(context.Credentials, AccessMode.Write) : Errno.EPERM;
            if (error != Errno.None)
            {
                return error;
            }
        }

        Timespec now = inode.FileSystem.Now;
        inode.SetTimes(TimeOf(accessed, now), TimeOf(modified, now));
        return Errno.None;
    }

    /// <summary>
    /// truncate: EISDIR for a directory, EINVAL for a negative length and for what else is no regular file, EFBIG for more than
    /// RLIMIT_FSIZE.
    /// </summary>
    public static Errno Truncate(FileContext context, PathArgument path, long length)
    {
        if (length < 0)
        {
            return Errno.EINVAL;
        }

        Errno error = Find(context, PathLimits.AtFdCwd, path, AtFlags.None, out Location found);
        if (error != Errno.None)
        {
            return error;
        }

        Inode inode = found.Inode;
        if (inode.Type != FileMode.IfReg)
        {
            return inode.Type == FileMode.IfDir ? Errno.EISDIR : Errno.EINVAL;
        }

        error = CheckStore(found);
        error = error == Errno.None ? inode.CheckAccess(context.Credentials, AccessMode.Write) : error;
        error = error == Errno.None && inode.IsExecuted ? Errno.ETXTBSY : error;
        return error == Errno.None && inode is RegularInode file ? file.Truncate(length, context.Credentials) : error;
    }

    private static Errno FindToChange(FileContext context, int descriptor, PathArgument path, AtFlags flags, out Location file)
    {
        file = default;
        return (flags & ~AttributeFlags) != 0 ? Errno.EINVAL : Find(context, descriptor, path, flags, out file);
    }

    private static bool IsTime(in Timespec time) =>
        time.Nanoseconds is UtimeNanoseconds.Omit or UtimeNanoseconds.Now or (>= 0 and < 1_000_000_000);

    private static Timespec? TimeOf(in Timespec time, in Timespec now) => time.Nanoseconds switch
    {
        UtimeNanoseconds.Omit => null,
        UtimeNanoseconds.Now => now,
        _ => time,
    };
}
