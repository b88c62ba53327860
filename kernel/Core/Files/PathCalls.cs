using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// The calls that take a path, as Linux answers them: everything but copying results to user memory. A path's
/// descriptor is one of the caller's or <see cref="PathLimits.AtFdCwd"/>.
/// </summary>
public static partial class PathCalls
{
    /// <summary>Finds the inode that a call means.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The path; empty only with <see cref="AtFlags.EmptyPath"/>.</param>
    /// <param name="flags">SymlinkNoFollow and EmptyPath count.</param>
    /// <param name="error">EBADF, or an error of <see cref="PathArgument.Read"/> or <see cref="PathWalk.Resolve"/>.</param>
    public static Inode? Find(FileContext context, int descriptor, PathArgument path, AtFlags flags, out Errno error)
    {
        error = path.Read(mayBeEmpty: (flags & AtFlags.EmptyPath) != 0, out ReadOnlySpan<byte> bytes);
        Inode? start = error == Errno.None ? Start(context, descriptor, bytes, out error) : null;
        if (start is null || bytes.IsEmpty)
        {
            return start;
        }

        WalkFlags follow = (flags & AtFlags.SymlinkNoFollow) != 0 ? WalkFlags.None : WalkFlags.Follow;
        return PathWalk.Resolve(context, start, bytes, follow, out error);
    }

    /// <summary>Where a path begins. An absolute one does not look at the descriptor.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">The descriptor of a directory.</param>
    /// <param name="path">The path; an empty one means the descriptor.</param>
    /// <param name="error">EBADF.</param>
    private static Inode? Start(FileContext context, int descriptor, ReadOnlySpan<byte> path, out Errno error)
    {
        if (path is [(byte)'/', ..])
        {
            error = Errno.None;
            return context.Root;
        }

        return Of(context, descriptor, out error);
    }

    /// <summary>The inode of a descriptor, also of one that only names it.</summary>
    private static Inode? Of(FileContext context, int descriptor, out Errno error)
    {
        Inode? start = descriptor == PathLimits.AtFdCwd
            ? context.CurrentDirectory
            : context.Descriptors.GetAny(descriptor)?.Inode;
        error = start is null ? Errno.EBADF : Errno.None;
        return start;
    }
}
