using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <summary>The paths of files, from their places upwards (prepend_path and d_path in Linux).</summary>
public static class PathText
{
    private static ReadOnlySpan<byte> Deleted => " (deleted)"u8;

    /// <summary>The path that a process would use; for what does not lie below its root, the path from the top of all.</summary>
    /// <param name="context">Whose root counts.</param>
    /// <param name="location">Any file; one that never had a name is "/".</param>
    /// <param name="path">With " (deleted)" behind it when the name is gone.</param>
    /// <returns>ENAMETOOLONG from PATH_MAX bytes on.</returns>
    public static Errno Of(FileContext context, in Location location, out ReadOnlyMemory<byte> path)
    {
        path = Make(context.Root, location, location.Inode.HasLostName && !location.IsMountRoot);
        return path.IsEmpty ? Errno.ENAMETOOLONG : Errno.None;
    }

    /// <summary>The path of a file that somebody maps, without regard to who: through the first mount of its file system.</summary>
    internal static ReadOnlyMemory<byte> Of(Inode inode)
    {
        Mount mount = inode.FileSystem.Place ?? Mount.Internal;
        return Make(default, new Location(mount, inode), inode.HasLostName);
    }

    /// <summary>The path of a file inside of its file system.</summary>
    internal static ReadOnlyMemory<byte> InFileSystem(Inode inode) =>
        Make(default, new Location(Mount.Internal, inode), inode.HasLostName);

    /// <summary>Writes a path so that it ends where a buffer ends.</summary>
    /// <param name="root">Where it begins.</param>
    /// <param name="location">Where it leads.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="isReachable">Whether the root is above; otherwise the path begins at the top of all that is.</param>
    /// <returns>Where in the buffer it begins; -1 when it does not fit.</returns>
    internal static int WriteBefore(in Location root, Location location, Span<byte> buffer, out bool isReachable)
    {
        int start = buffer.Length;
        while (location != root && TryRise(ref location, out ReadOnlySpan<byte> name))
        {
            if (name.Length >= start)
            {
                isReachable = false;
                return -1;
            }

            start -= name.Length;
            name.CopyTo(buffer[start..]);
            buffer[--start] = (byte)'/';
        }

        isReachable = location == root;
        if (start == buffer.Length && start > 0)
        {
            buffer[--start] = (byte)'/';
        }

        return start == buffer.Length ? -1 : start;
    }

    /// <summary>A path, perhaps with what says that the file is deleted; empty when it is too long.</summary>
    private static ReadOnlyMemory<byte> Make(in Location root, in Location location, bool isDeleted)
    {
        byte[] buffer = new byte[PathLimits.PathMax];
        int end = buffer.Length;
        if (isDeleted)
        {
            end -= Deleted.Length;
            Deleted.CopyTo(buffer.AsSpan(end));
        }

        int start = WriteBefore(root, location, buffer.AsSpan(0, end), out _);
        return start < 0 ? default : buffer.AsMemory(start);
    }

    /// <summary>Goes to the directory that a file is in.</summary>
    /// <param name="location">The file.</param>
    /// <param name="name">Its name there; of what is mounted, the name of what it covers.</param>
    /// <returns>Whether there is such a directory.</returns>
    private static bool TryRise(ref Location location, out ReadOnlySpan<byte> name)
    {
        while (location.IsMountRoot && location.Mount.Parent is { } parent)
        {
            location = new Location(parent, location.Mount.Point!);
        }

        name = location.Inode.Name.Span;
        if (location.IsMountRoot || location.Inode.NamedIn is not { } directory)
        {
            return false;
        }

        location = location with { Inode = directory };
        return true;
    }
}
