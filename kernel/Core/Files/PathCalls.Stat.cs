using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary><c>stat(2)</c>, <c>statx(2)</c>, <c>access(2)</c> and <c>readlink(2)</c>.</summary>
public static partial class PathCalls
{
    private const AtFlags LookupFlags = AtFlags.SymlinkNoFollow | AtFlags.NoAutomount | AtFlags.EmptyPath;
    private const AccessMode AllModes = AccessMode.Read | AccessMode.Write | AccessMode.Execute;

    /// <summary>newfstatat; with <see cref="AtFlags.EmptyPath"/> and an empty path also fstat.</summary>
    public static Errno Stat(FileContext context, int descriptor, PathArgument path, AtFlags flags, out Stat stat)
    {
        stat = default;
        if ((flags & ~(LookupFlags | AtFlags.StatxSyncType)) != 0)
        {
            return Errno.EINVAL;
        }

        Errno error = Find(context, descriptor, path, flags, out Location file);
        if (error == Errno.None)
        {
            InodeStatus.Fill(file.Inode, out stat);
        }

        return error;
    }

    /// <summary>statx.</summary>
    public static Errno Statx(
        FileContext context, int descriptor, PathArgument path, AtFlags flags, StatxMask mask, out Statx statx)
    {
        statx = default;
        if ((mask & StatxMask.Reserved) != 0
            || (flags & ~(LookupFlags | AtFlags.StatxSyncType)) != 0
            || (flags & AtFlags.StatxSyncType) == AtFlags.StatxSyncType)
        {
            return Errno.EINVAL;
        }

        Errno error = Find(context, descriptor, path, flags, out Location file);
        if (error == Errno.None)
        {
            InodeStatus.Fill(file, out statx);
        }

        return error;
    }

    /// <summary>faccessat2; access and faccessat without flags.</summary>
    public static Errno Access(FileContext context, int descriptor, PathArgument path, AccessMode mode, AtFlags flags)
    {
        const AtFlags Allowed = AtFlags.EAccess | AtFlags.SymlinkNoFollow | AtFlags.EmptyPath;
        if ((mode & ~AllModes) != 0 || (flags & ~Allowed) != 0)
        {
            return Errno.EINVAL;
        }

        // The real ids also count for the directories on the way.
        Credentials effective = context.Credentials;
        if ((flags & AtFlags.EAccess) == 0)
        {
            context.Credentials = context.RealCredentials;
        }

        Errno error = Find(context, descriptor, path, flags, out Location file);
        if (error == Errno.None && mode != AccessMode.Exists)
        {
            error = CheckAccess(context, file, mode);
        }

        context.Credentials = effective;
        return error;
    }

    /// <summary>readlinkat: the target without a NUL, cut to the buffer.</summary>
    /// <returns>Bytes written; EINVAL for no link or an empty buffer, ENOENT for an empty path that means no link.</returns>
    public static IoResult ReadLink(FileContext context, int descriptor, PathArgument path, Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return Errno.EINVAL;
        }

        Errno error = path.Read(mayBeEmpty: true, out ReadOnlySpan<byte> bytes);
        if (error != Errno.None)
        {
            return error;
        }

        error = Find(context, descriptor, bytes, AtFlags.SymlinkNoFollow | AtFlags.EmptyPath, out Location file);
        if (error != Errno.None)
        {
            return error;
        }

        if (file.Inode.AsSymlink is not { } link)
        {
            return bytes.IsEmpty ? Errno.ENOENT : Errno.EINVAL;
        }

        link.MarkAccessed(file.Mount);
        error = link.ReadTarget(context, out ReadOnlyMemory<byte> target);
        if (error != Errno.None)
        {
            return error;
        }

        int count = Math.Min(target.Length, buffer.Length);
        target.Span[..count].CopyTo(buffer);
        return count;
    }

    /// <summary>The order is that of do_faccessat in Linux: a mount without execution, the inode, a read-only mount.</summary>
    private static Errno CheckAccess(FileContext context, in Location file, AccessMode mode)
    {
        bool isExecution = (mode & AccessMode.Execute) != 0 && file.Inode.Type == FileMode.IfReg;
        if (isExecution && (file.Mount.Flags & MountFlags.NoExec) != 0)
        {
            return Errno.EACCES;
        }

        Errno error = file.Inode.CheckAccess(context.Credentials, mode);
        return error == Errno.None && (mode & AccessMode.Write) != 0 ? CheckStore(file) : error;
    }
}
