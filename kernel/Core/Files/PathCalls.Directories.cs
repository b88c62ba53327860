using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>The current directory: <c>chdir(2)</c>, <c>fchdir(2)</c>, <c>getcwd(2)</c>, and the root, <c>chroot(2)</c>.</summary>
public static partial class PathCalls
{
    private static ReadOnlySpan<byte> Unreachable => "(unreachable)"u8;

    /// <summary>chdir.</summary>
    public static Errno ChangeDirectory(FileContext context, PathArgument path)
    {
        Errno error = Find(context, PathLimits.AtFdCwd, path, AtFlags.None, out Location found);
        return error == Errno.None ? Enter(context, found) : error;
    }

    /// <summary>fchdir; a descriptor opened with O_PATH will do.</summary>
    public static Errno ChangeDirectory(FileContext context, int descriptor) =>
        context.Descriptors.GetAny(descriptor) is { } file ? Enter(context, file.Location) : Errno.EBADF;

    /// <summary>chroot: EPERM for others than the superuser, once the path is found to be right. The current directory stays.</summary>
    public static Errno ChangeRoot(FileContext context, PathArgument path)
    {
        Errno error = Find(context, PathLimits.AtFdCwd, path, AtFlags.None, out Location found);
        error = error == Errno.None ? CheckSearch(context, found) : error;
        if (error != Errno.None)
        {
            return error;
        }

        if (!context.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        context.Root = found;
        return Errno.None;
    }

    /// <summary>getcwd: the path of the current directory with its NUL.</summary>
    /// <returns>Bytes written; ENOENT when the directory was removed, ERANGE when the buffer is too small.</returns>
    public static IoResult GetCurrentDirectory(FileContext context, Span<byte> buffer)
    {
        if (context.CurrentDirectory.Inode is DirectoryInode { IsRemoved: true })
        {
            return Errno.ENOENT;
        }

        if (buffer.IsEmpty)
        {
            return Errno.ERANGE;
        }

        buffer[^1] = 0;
        int start = PathText.WriteBefore(context.Root, context.CurrentDirectory, buffer[..^1], out bool isReachable);
        ReadOnlySpan<byte> prefix = isReachable ? default : Unreachable;
        if (start < prefix.Length)
        {
            return Errno.ERANGE;
        }

        start -= prefix.Length;
        prefix.CopyTo(buffer[start..]);
        buffer[start..].CopyTo(buffer);
        return buffer.Length - start;
    }

    private static Errno Enter(FileContext context, in Location directory)
    {
        Errno error = CheckSearch(context, directory);
        if (error == Errno.None)
        {
            context.CurrentDirectory = directory;
        }

        return error;
    }

    /// <summary>ENOTDIR, EACCES.</summary>
    private static Errno CheckSearch(FileContext context, in Location directory) =>
        directory.Inode.AsDirectory is { } inode ? inode.CheckAccess(context.Credentials, AccessMode.Execute) : Errno.ENOTDIR;
}
