using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Files.Pipes;

namespace Lodestar.Core.Files;

/// <content>New names: <c>mkdir(2)</c>, <c>mknod(2)</c>, <c>symlink(2)</c>, <c>link(2)</c>.</content>
public static partial class PathCalls
{
    /// <summary>mkdir.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The new name, perhaps with a slash behind it.</param>
    /// <param name="mode">Permissions; the umask and the set-id bits are taken away.</param>
    public static Errno MakeDirectory(FileContext context, int descriptor, PathArgument path, FileMode mode)
    {
        if (FindNew(context, descriptor, path, isDirectory: true, out _, out LastName last, out Errno error) is not { } parent)
        {
            return error;
        }

        error = CheckAdd(context, parent);
        if (error == Errno.None)
        {
            FileMode inherited = parent.Mode & FileMode.IsGid;
            mode = (mode & (FileMode.IrwxUgo | FileMode.IsVtx) & ~context.Umask) | inherited;
            Add(parent, last, new TreeDirectory(parent.FileSystem, NewAttributes(context, parent, mode)));
        }

        return error;
    }

    /// <summary>mknod, of everything but a directory: devices are for the superuser.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The new name.</param>
    /// <param name="mode">Type, of which none means a regular file, and permissions.</param>
    /// <param name="device">For a device node.</param>
    public static Errno MakeNode(FileContext context, int descriptor, PathArgument path, FileMode mode, DeviceNumber device)
    {
        if (FindNew(context, descriptor, path, isDirectory: false, out _, out LastName last, out Errno error) is not { } parent)
        {
            return error;
        }

        FileMode type = mode & FileMode.IfMt;
        bool isDevice = type is FileMode.IfChr or FileMode.IfBlk;
        error = CheckAdd(context, parent);
        if (error != Errno.None || (isDevice && !context.Credentials.IsSuperuser))
        {
            return error != Errno.None ? error : Errno.EPERM;
        }

        if (type is FileMode.None or FileMode.IfReg)
        {
            MakeFile(context, parent, last, mode);
            return Errno.None;
        }

        InodeAttributes attributes = NewFileAttributes(context, parent, mode);
        FileSystem fileSystem = parent.FileSystem;
        Add(parent, last, type == FileMode.IfIfo
            ? new FifoInode(fileSystem, attributes)
            : new SpecialInode(fileSystem, fileSystem.Devices, type, isDevice ? device : default, attributes));
        return Errno.None;
    }

    /// <summary>symlink: ENOENT for an empty target.</summary>
    public static Errno CreateLink(FileContext context, PathArgument target, int descriptor, PathArgument path)
    {
        Errno error = target.Read(mayBeEmpty: false, out ReadOnlySpan<byte> text);
        if (error != Errno.None
            || FindNew(context, descriptor, path, isDirectory: false, out _, out LastName last, out error) is not { } parent)
        {
            return error;
        }

        error = CheckAdd(context, parent);
        if (error == Errno.None)
        {
            Add(parent, last, new TreeSymlink(parent.FileSystem, text.ToArray(), NewAttributes(context, parent, FileMode.IrwxUgo)));
        }

        return error;
    }

    /// <summary>link: EXDEV between mounts, EPERM for a directory, ENOENT for a file whose last name is gone.</summary>
    public static Errno Link(
        FileContext context, int oldDescriptor, PathArgument oldPath, int newDescriptor, PathArgument newPath, AtFlags flags)
    {
        if ((flags & ~(AtFlags.SymlinkFollow | AtFlags.EmptyPath)) != 0)
        {
            return Errno.EINVAL;
        }

        // Here following has to be asked for, elsewhere not following.
        AtFlags follow = (flags & AtFlags.SymlinkFollow) != 0 ? AtFlags.None : AtFlags.SymlinkNoFollow;
        Errno error = Find(context, oldDescriptor, oldPath, (flags & AtFlags.EmptyPath) | follow, out Location old);
        if (error != Errno.None
            || FindNew(context, newDescriptor, newPath, isDirectory: false, out Mount mount, out LastName last, out error) is not { } parent)
        {
            return error;
        }

        if (old.Mount != mount)
        {
            return Errno.EXDEV;
        }

        Inode inode = old.Inode;
        error = CheckAdd(context, parent);
        error = error != Errno.None ? error
            : inode.AsDirectory is not null ? Errno.EPERM
            : inode.LinkCount == 0 && inode is not RegularInode { IsLinkable: true } ? Errno.ENOENT
            : Errno.None;
        if (error == Errno.None)
        {
            Add(parent, last, inode);
            inode.MarkChanged();
            (inode as RegularInode)?.IsLinkable = false;
        }

        return error;
    }

    /// <summary>Makes a regular file that the caller has checked.</summary>
    private static RegularInode MakeFile(FileContext context, TreeDirectory parent, LastName last, FileMode mode)
    {
        RegularInode file = new(parent.FileSystem, NewFileAttributes(context, parent, mode));
        Add(parent, last, file);
        return file;
    }

    /// <summary>Finds the place of a name that must not be there: filename_create.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The new name.</param>
    /// <param name="isDirectory">Whether a slash may follow the name.</param>
    /// <param name="mount">The mount that it is in.</param>
    /// <param name="last">The name.</param>
    /// <param name="error">ENAMETOOLONG and EEXIST before EROFS.</param>
    private static TreeDirectory? FindNew(
        FileContext context, int descriptor, PathArgument path, bool isDirectory, out Mount mount, out LastName last, out Errno error)
    {
        error = FindParent(context, descriptor, path, out Location parent, out last);
        mount = parent.Mount;
        if (error != Errno.None)
        {
            return null;
        }

        TreeDirectory? writable = Writable(parent);
        error = !last.IsNormal ? Errno.EEXIST
            : last.IsTooLong ? Errno.ENAMETOOLONG
            : parent.Inode.AsDirectory!.Lookup(last.Bytes) is not null ? Errno.EEXIST
            : last.HasSlash && !isDirectory ? Errno.ENOENT
            : writable is null ? RefusalOf(parent)
            : Errno.None;
        return error == Errno.None ? writable : null;
    }

    /// <summary>Adds a name that the caller has checked.</summary>
    private static void Add(TreeDirectory parent, LastName last, Inode inode)
    {
        parent.Add(last.Bytes, inode);
        parent.MarkModified();
    }

    private static InodeAttributes NewFileAttributes(FileContext context, TreeDirectory parent, FileMode mode)
    {
        mode &= FileMode.IallUgo & ~context.Umask;

        // What a group may execute in another one's name, only its members may make: mode_strip_sgid.
        const FileMode ForGroup = FileMode.IsGid | FileMode.IxGrp;
        bool isMember = context.Credentials.IsSuperuser || context.Credentials.IsMemberOf(parent.GroupId);
        bool isStripped = (parent.Mode & FileMode.IsGid) != 0 && (mode & ForGroup) == ForGroup && !isMember;
        return NewAttributes(context, parent, isStripped ? mode & ~FileMode.IsGid : mode);
    }

    /// <summary>The group is the caller's, or that of a directory with the set-group-id bit; times are set with them.</summary>
    private static InodeAttributes NewAttributes(FileContext context, TreeDirectory parent, FileMode mode) =>
        new(
            mode, context.Credentials.UserId,
            (parent.Mode & FileMode.IsGid) != 0 ? parent.GroupId : context.Credentials.GroupId)
        {
            Times = parent.FileSystem.Now,
        };
}
