using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content>
/// Extended attributes, <c>xattr(7)</c>. No file system here has any: what is left are the checks that come before, as Linux makes
/// them (<c>fs/xattr.c</c>) on a tmpfs that was built without them.
/// </content>
public static partial class PathCalls
{
    /// <summary>Bytes of a name without its NUL (XATTR_NAME_MAX).</summary>
    public const int LongestAttributeName = 255;

    /// <summary>Bytes of a value (XATTR_SIZE_MAX).</summary>
    public const ulong LargestAttributeValue = 65536;

    /// <summary>getxattr: ENODATA for what cannot be there, EACCES, EOPNOTSUPP.</summary>
    public static Errno GetAttribute(FileContext context, in Location file, ReadOnlySpan<byte> name)
    {
        Errno error = CheckAttribute(context, file.Inode, name, AccessMode.Read);
        return error == Errno.None ? Errno.EOPNOTSUPP : error;
    }

    /// <summary>setxattr and removexattr: EPERM, EACCES, EOPNOTSUPP; EROFS is the caller's business, see <see cref="CheckMount"/>.</summary>
    public static Errno ChangeAttribute(FileContext context, in Location file, ReadOnlySpan<byte> name)
    {
        Errno error = CheckAttribute(context, file.Inode, name, AccessMode.Write);
        bool isRefused = error == Errno.None && name.StartsWith("security."u8) && !context.Credentials.IsSuperuser;
        return isRefused ? Errno.EPERM : error == Errno.None ? Errno.EOPNOTSUPP : error;
    }

    /// <summary>Whether anything can be changed through a file's mount.</summary>
    /// <returns>EROFS.</returns>
    public static Errno CheckMount(in Location file) => file.Mount.IsReadOnly ? Errno.EROFS : Errno.None;

    /// <summary>What a name's first part asks of the caller: xattr_permission.</summary>
    private static Errno CheckAttribute(FileContext context, Inode inode, ReadOnlySpan<byte> name, AccessMode wanted)
    {
        Errno refusal = wanted == AccessMode.Write ? Errno.EPERM : Errno.ENODATA;
        if (name.StartsWith("security."u8) || name.StartsWith("system."u8))
        {
            return Errno.None;
        }

        if (name.StartsWith("trusted."u8))
        {
            return context.Credentials.IsSuperuser ? Errno.None : refusal;
        }

        if (name.StartsWith("user."u8))
        {
            if (inode.Type is not (FileMode.IfReg or FileMode.IfDir))
            {
                return refusal;
            }

            bool isSticky = inode.Type == FileMode.IfDir && (inode.Mode & FileMode.IsVtx) != 0;
            if (isSticky && wanted == AccessMode.Write && !inode.IsOwnedBy(context.Credentials))
            {
                return Errno.EPERM;
            }
        }

        return inode.CheckAccess(context.Credentials, wanted);
    }
}
