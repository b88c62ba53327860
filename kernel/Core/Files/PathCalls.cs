using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// The calls that take a path, as Linux answers them: everything but copying results to user memory. A path's
/// descriptor is one of the caller's or <see cref="PathLimits.AtFdCwd"/>.
/// </summary>
public static partial class PathCalls
{
    /// <summary>Finds the file that a call means.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">Where a relative path begins.</param>
    /// <param name="path">The path; empty only with <see cref="AtFlags.EmptyPath"/>.</param>
    /// <param name="flags">SymlinkNoFollow and EmptyPath count.</param>
    /// <param name="found">Where it is; nowhere after an error.</param>
    /// <returns>EBADF, or an error of <see cref="PathArgument.Read"/> or <see cref="PathWalk.Resolve"/>.</returns>
    public static Errno Find(FileContext context, int descriptor, PathArgument path, AtFlags flags, out Location found)
    {
        found = default;
        Errno error = path.Read(mayBeEmpty: (flags & AtFlags.EmptyPath) != 0, out ReadOnlySpan<byte> bytes);
        error = error == Errno.None ? Start(context, descriptor, bytes, out found) : error;
        if (error != Errno.None || bytes.IsEmpty)
        {
            return error;
        }

        WalkFlags follow = (flags & AtFlags.SymlinkNoFollow) != 0 ? WalkFlags.None : WalkFlags.Follow;
        return PathWalk.Resolve(context, found, bytes, follow, out found);
    }

    /// <summary>Where a path begins. An absolute one does not look at the descriptor.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="descriptor">The descriptor of a directory.</param>
    /// <param name="path">The path; an empty one means the descriptor.</param>
    /// <param name="start">The place.</param>
    /// <returns>EBADF.</returns>
    private static Errno Start(FileContext context, int descriptor, ReadOnlySpan<byte> path, out Location start)
    {
        start = context.CurrentDirectory;
        if (path is [(byte)'/', ..])
        {
            start = context.Root;
        }
        else if (descriptor != PathLimits.AtFdCwd)
        {
            if (context.Descriptors.GetAny(descriptor) is not { } file)
            {
                return Errno.EBADF;
            }

            start = file.Location;
        }

        return Errno.None;
    }
}
