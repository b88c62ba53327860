using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <summary><c>open(2)</c>, in the order of checks of Linux's build_open_flags, do_open and may_open.</summary>
public static partial class PathCalls
{
    /// <summary>The header's __O_TMPFILE: the bit of O_TMPFILE that no other flag has.</summary>
    private const OpenFlags TmpFileBit = OpenFlags.TmpFile & ~OpenFlags.Directory;

    /// <summary>The flags that O_PATH leaves: all others are ignored.</summary>
    private const OpenFlags PathFlags = OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow | OpenFlags.CloExec;

    /// <summary>All flags there are; open ignores others.</summary>
    private const OpenFlags KnownFlags = OpenFile.OpeningOnly | PathFlags | OpenFlags.AccMode | OpenFlags.Append | OpenFlags.NonBlock
        | OpenFlags.Sync | OpenFlags.Direct | OpenFlags.LargeFile | OpenFlags.NoAtime | OpenFlags.TmpFile;

    /// <summary>Opens a file and gives it a descriptor.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The path.</param>
    /// <param name="flags">Any bits; unknown ones are ignored.</param>
    /// <param name="mode">Permissions of a new file; the umask is taken away.</param>
    /// <returns>The lowest free descriptor, or an error.</returns>
    public static IoResult Open(FileContext context, int descriptor, PathArgument path, OpenFlags flags, FileMode mode)
    {
        Errno error = CheckOpenFlags(ref flags);
        if (error != Errno.None)
        {
            return error;
        }

        // What is wrong with the path itself is noticed before the table is asked for a number, what is on the way behind it.
        error = path.Read(mayBeEmpty: false, out ReadOnlySpan<byte> bytes);
        if (error != Errno.None)
        {
            return error;
        }

        if (!context.Descriptors.HasRoom)
        {
            return Errno.EMFILE;
        }

        if (OpenChecked(context, descriptor, bytes, flags, mode, out error) is not { } file)
        {
            return error;
        }

        IoResult result = context.Descriptors.Add(
            file, (flags & OpenFlags.CloExec) != 0 ? DescriptorFlags.CloExec : DescriptorFlags.None);
        if (result.IsError)
        {
            // The open has waited, and another thread has taken the last number.
            file.Release();
        }

        return result;
    }

    /// <summary>Opens a file for the kernel itself, without a descriptor.</summary>
    /// <param name="context">Whose root and permissions count.</param>
    /// <param name="path">The path; a relative one begins in the current directory.</param>
    /// <param name="flags">As for open.</param>
    /// <param name="error">The error when there is no file.</param>
    public static OpenFile? OpenForKernel(FileContext context, PathArgument path, OpenFlags flags, out Errno error)
    {
        error = CheckOpenFlags(ref flags);
        if (error != Errno.None)
        {
            return null;
        }

        error = path.Read(mayBeEmpty: false, out ReadOnlySpan<byte> bytes);
        return error == Errno.None ? OpenChecked(context, PathLimits.AtFdCwd, bytes, flags, FileMode.None, out error) : null;
    }

    private static Errno CheckOpenFlags(ref OpenFlags flags)
    {
        flags &= KnownFlags;
        if ((flags & OpenFlags.Path) != 0)
        {
            flags &= PathFlags;
            return Errno.None;
        }

        flags |= OpenFlags.LargeFile;
        if ((flags & TmpFileBit) != 0)
        {
            bool isRight = (flags & (OpenFlags.Directory | OpenFlags.Creat)) == OpenFlags.Directory
                && (Wanted(flags) & AccessMode.Write) != 0;
            return isRight ? Errno.None : Errno.EINVAL;
        }

        const OpenFlags MadeDirectory = OpenFlags.Creat | OpenFlags.Directory;
        return (flags & MadeDirectory) == MadeDirectory ? Errno.EINVAL : Errno.None;
    }

    private static OpenFile? OpenChecked(
        FileContext context, int descriptor, ReadOnlySpan<byte> path, OpenFlags flags, FileMode mode, out Errno error)
    {
        error = Start(context, descriptor, path, out Location found);
        if (error != Errno.None)
        {
            return null;
        }

        error = PathWalk.ResolveOrParent(
            context, found, path, WalkFlagsOf(flags), out found, out bool isThere, out LastName last);
        if (error != Errno.None)
        {
            return null;
        }

        if ((flags & OpenFlags.Path) != 0)
        {
            return new PathFile(found.Inode, flags) { Mount = found.Mount };
        }

        Inode? inode = found.Inode;
        if ((flags & TmpFileBit) != 0)
        {
            inode = MakeTemporary(context, found, flags, mode, out error);
        }
        else if (!isThere)
        {
            inode = MakeMissing(context, found, last, mode, out error);
        }
        else
        {
            error = CheckOpen(context, found, flags);
            if (error == Errno.None && (flags & OpenFlags.Trunc) != 0 && inode is RegularInode file)
            {
                error = file.Truncate(0, context.Credentials);
            }
        }

        return error == Errno.None ? Finish(inode!.Open(context, flags, out error), found.Mount, ref error) : null;
    }

    private static OpenFile? Finish(OpenFile? file, Mount mount, ref Errno error)
    {
        file?.Mount = mount;
        if (file is null || (file.Flags & OpenFlags.Direct) == 0 || file.SupportsDirect)
        {
            return file;
        }

        error = Errno.EINVAL;
        file.Release();
        return null;
    }

    private static WalkFlags WalkFlagsOf(OpenFlags flags)
    {
        WalkFlags walk = (flags & OpenFlags.Directory) != 0 ? WalkFlags.Directory : WalkFlags.None;
        if ((flags & OpenFlags.Creat) != 0)
        {
            walk |= WalkFlags.Create;
        }

        // With O_CREAT and O_EXCL a link is a file that is there.
        bool isExclusive = (flags & OpenFlags.Creat) != 0 && (flags & OpenFlags.Excl) != 0;
        return (flags & OpenFlags.NoFollow) != 0 || isExclusive ? walk : walk | WalkFlags.Follow;
    }

    private static Errno CheckOpen(FileContext context, in Location file, OpenFlags flags)
    {
        Inode inode = file.Inode;
        AccessMode wanted = Wanted(flags);
        if ((flags & OpenFlags.Creat) != 0)
        {
            if ((flags & OpenFlags.Excl) != 0)
            {
                return Errno.EEXIST;
            }

            if (inode.Type == FileMode.IfDir)
            {
                return Errno.EISDIR;
            }
        }

        switch (inode.Type)
        {
            case FileMode.IfLnk:
                return Errno.ELOOP;
            case FileMode.IfDir when (wanted & AccessMode.Write) != 0:
                return Errno.EISDIR;
            case FileMode.IfChr or FileMode.IfBlk when (file.Mount.Flags & MountFlags.NoDev) != 0:
                return Errno.EACCES;
        }

        Errno error = inode.CheckAccess(context.Credentials, wanted);
        error = error == Errno.None && (wanted & AccessMode.Write) != 0 ? CheckStore(file) : error;
        if (error != Errno.None)
        {
            return error;
        }

        return (flags & OpenFlags.NoAtime) != 0 && !inode.IsOwnedBy(context.Credentials) ? Errno.EPERM
            : (wanted & AccessMode.Write) != 0 && inode.IsExecuted ? Errno.ETXTBSY
            : Errno.None;
    }

    /// <summary>The permissions that an open needs (ACC_MODE in Linux); the fourth access mode needs both.</summary>
    private static AccessMode Wanted(OpenFlags flags)
    {
        AccessMode wanted = (flags & OpenFlags.AccMode) switch
        {
            OpenFlags.RdOnly => AccessMode.Read,
            OpenFlags.WrOnly => AccessMode.Write,
            _ => AccessMode.Read | AccessMode.Write,
        };
        return (flags & OpenFlags.Trunc) != 0 ? wanted | AccessMode.Write : wanted;
    }
}
