using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content>
/// What the calls that change a tree have in common: permissions, in the order of Linux's <c>fs/namei.c</c>. A file system that
/// is no tree in memory is read-only.
/// </content>
public static partial class PathCalls
{
    private static Errno FindParent(
        FileContext context, int descriptor, PathArgument path, out Location parent, out LastName last)
    {
        last = default;
        parent = default;
        Errno error = path.Read(mayBeEmpty: false, out ReadOnlySpan<byte> bytes);
        error = error == Errno.None ? Start(context, descriptor, bytes, out parent) : error;
        return error == Errno.None ? PathWalk.ResolveParent(context, parent, bytes, out parent, out last) : error;
    }

    /// <summary>The directory as one whose names can be changed; null for <see cref="RefusalOf"/>.</summary>
    private static TreeDirectory? Writable(in Location directory) =>
        directory.Inode is TreeDirectory { FileSystem.NameRefusal: Errno.None } tree && !directory.Mount.IsReadOnly ? tree : null;

    /// <summary>What a new name gives in a directory that is not <see cref="Writable"/>.</summary>
    private static Errno RefusalOf(in Location directory) =>
        directory.Mount.IsReadOnly ? Errno.EROFS : directory.Inode.FileSystem.NameRefusal;

    /// <summary>Whether anything about a file can be changed.</summary>
    /// <returns>EROFS, EPERM.</returns>
    private static Errno CheckChange(in Location file) =>
        file.Mount.IsReadOnly ? Errno.EROFS : file.Inode.FileSystem.HasFixedAttributes ? Errno.EPERM : Errno.None;

    /// <summary>Whether what a file stores can be written through its mount; a device or a pipe stores nothing.</summary>
    /// <returns>EROFS.</returns>
    private static Errno CheckStore(in Location file) =>
        file.Mount.IsReadOnly && (file.Inode.Type is FileMode.IfReg or FileMode.IfDir or FileMode.IfLnk) ? Errno.EROFS : Errno.None;

    /// <summary>Whether an inode, or one more name of one, can be added.</summary>
    /// <returns>ENOSPC, or the errors of <see cref="CheckPlace"/>.</returns>
    private static Errno CheckAdd(FileContext context, TreeDirectory parent)
    {
        Errno error = CheckPlace(context, parent);
        return error == Errno.None && !parent.FileSystem.Storage.HasInode ? Errno.ENOSPC : error;
    }

    /// <summary>Whether a directory takes a new name: may_create.</summary>
    /// <returns>ENOENT for a directory that was removed, EACCES.</returns>
    private static Errno CheckPlace(FileContext context, TreeDirectory parent) =>
        parent.IsRemoved ? Errno.ENOENT : parent.CheckAccess(context.Credentials, AccessMode.Write | AccessMode.Execute);

    /// <summary>Whether a name can be taken away: may_delete.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="parent">Where the name is.</param>
    /// <param name="victim">What it names.</param>
    /// <param name="isDirectory">Whether it has to be a directory, or must not be one.</param>
    /// <returns>EACCES, EPERM (sticky directory), ENOTDIR, EISDIR.</returns>
    private static Errno CheckRemove(FileContext context, TreeDirectory parent, Inode victim, bool isDirectory)
    {
        Errno error = parent.CheckAccess(context.Credentials, AccessMode.Write | AccessMode.Execute);
        if (error != Errno.None)
        {
            return error;
        }

        if ((parent.Mode & FileMode.IsVtx) != 0 && !victim.IsOwnedBy(context.Credentials) && !parent.IsOwnedBy(context.Credentials))
        {
            return Errno.EPERM;
        }

        return isDirectory && victim.AsDirectory is null ? Errno.ENOTDIR
            : !isDirectory && victim.AsDirectory is not null ? Errno.EISDIR
            : Errno.None;
    }
}
