using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>The current directory: <c>chdir(2)</c>, <c>fchdir(2)</c> and <c>getcwd(2)</c>.</summary>
public static partial class PathCalls
{
    private static ReadOnlySpan<byte> Unreachable => "(unreachable)"u8;

    /// <summary>chdir.</summary>
    public static Errno ChangeDirectory(FileContext context, PathArgument path)
    {
        Inode? inode = Find(context, PathLimits.AtFdCwd, path, AtFlags.None, out Errno error);
        return inode is null ? error : Enter(context, inode);
    }

    /// <summary>fchdir; a descriptor opened with O_PATH will do.</summary>
    public static Errno ChangeDirectory(FileContext context, int descriptor) =>
        context.Descriptors.GetAny(descriptor) is { } file ? Enter(context, file.Inode) : Errno.EBADF;

    /// <summary>getcwd: the path of the current directory with its NUL.</summary>
    /// <returns>Bytes written; ENOENT when the directory was removed, ERANGE when the buffer is too small.</returns>
    public static IoResult GetCurrentDirectory(FileContext context, Span<byte> buffer)
    {
        if (context.CurrentDirectory.IsRemoved)
        {
            return Errno.ENOENT;
        }

        int length = LengthOf(context, context.CurrentDirectory, out bool isReachable);
        int prefix = isReachable ? 0 : Unreachable.Length;
        int size = prefix + length + 1;
        if (size > buffer.Length)
        {
            return Errno.ERANGE;
        }

        if (!isReachable)
        {
            Unreachable.CopyTo(buffer);
        }

        Span<byte> path = buffer.Slice(prefix, length + 1);
        path[0] = (byte)'/';
        path[length] = 0;
        for (DirectoryInode directory = context.CurrentDirectory; !IsTop(context, directory); directory = directory.Parent)
        {
            ReadOnlySpan<byte> name = directory.Name.Span;
            length -= name.Length;
            name.CopyTo(path[length..]);
            path[--length] = (byte)'/';
        }

        return size;
    }

    /// <summary>Bytes of a directory's path, and whether it lies below the caller's root.</summary>
    private static int LengthOf(FileContext context, DirectoryInode directory, out bool isReachable)
    {
        int length = 0;
        for (; !IsTop(context, directory); directory = directory.Parent)
        {
            length += directory.Name.Length + 1;
        }

        isReachable = directory == context.Root;
        return Math.Max(length, 1);
    }

    private static bool IsTop(FileContext context, DirectoryInode directory) =>
        directory == context.Root || directory.Parent == directory;

    private static Errno Enter(FileContext context, Inode inode)
    {
        if (inode.AsDirectory is not { } directory)
        {
            return Errno.ENOTDIR;
        }

        Errno error = directory.CheckAccess(context.Credentials, AccessMode.Execute);
        if (error == Errno.None)
        {
            context.CurrentDirectory = directory;
        }

        return error;
    }
}
