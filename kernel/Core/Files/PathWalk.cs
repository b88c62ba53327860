using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <summary>
/// Finds the inode of a path, <c>path_resolution(7)</c>; Linux's link_path_walk. It does not recurse: the stack of a
/// system call has a fixed size, and 40 links may be nested. It allocates only when more than two are.
/// </summary>
public ref partial struct PathWalk
{
    private const byte Slash = (byte)'/';

    private readonly FileContext _context;
    private WalkFlags _flags;
    private Inode _current;

    /// <summary>The mount through which <see cref="_current"/> was reached.</summary>
    private Mount _mount;

    /// <summary>What is left of the innermost path: the caller's, or the target of a link.</summary>
    private ReadOnlySpan<byte> _rest;

    /// <summary>The target that <see cref="_rest"/> is the end of; without one it is the caller's path.</summary>
    private ReadOnlyMemory<byte> _target;

    /// <summary>What is left of the caller's path while a target is walked.</summary>
    private ReadOnlySpan<byte> _callersRest;

    private PendingPaths _pending;
    private int _followed;
    private LastName _last;

    private PathWalk(FileContext context, Location start, ReadOnlySpan<byte> path, WalkFlags flags)
    {
        _context = context;
        _flags = flags;
        _rest = path;
        (_mount, _current) = path[0] == Slash ? context.Root : start;
    }

    /// <summary>Finds an inode.</summary>
    /// <param name="context">Whose root and permissions count.</param>
    /// <param name="start">Where a relative path begins.</param>
    /// <param name="path">1 byte or more, without a NUL.</param>
    /// <param name="flags">Neither <see cref="WalkFlags.Parent"/> nor <see cref="WalkFlags.Create"/>.</param>
    /// <param name="found">Where it is; nowhere after an error.</param>
    /// <returns>
    /// ENOENT, ENOTDIR, EACCES (no permission to search a directory), ENAMETOOLONG, ELOOP.
    /// </returns>
    public static Errno Resolve(FileContext context, Location start, ReadOnlySpan<byte> path, WalkFlags flags, out Location found)
    {
        found = default;
        if (path.Length >= PathLimits.PathMax)
        {
            return Errno.ENAMETOOLONG;
        }

        PathWalk walk = new(context, start, path, flags);
        Errno error = walk.Run(out Inode? result);
        found = result is null ? default : new Location(walk._mount, result);
        return error;
    }

    /// <summary>Finds an inode, or where it can be made.</summary>
    /// <param name="context">As for <see cref="Resolve"/>.</param>
    /// <param name="start">As for <see cref="Resolve"/>.</param>
    /// <param name="path">As for <see cref="Resolve"/>.</param>
    /// <param name="flags">With <see cref="WalkFlags.Create"/>.</param>
    /// <param name="found">Where it is, or, when nothing is there and that is no error, the directory in which the last name is missing.</param>
    /// <param name="isThere">Whether it is there.</param>
    /// <param name="last">The last name, of the path or of the link that it ended with.</param>
    /// <returns>As for <see cref="Resolve"/>; EISDIR for a slash behind a name that is to be made.</returns>
    public static Errno ResolveOrParent(
        FileContext context, Location start, ReadOnlySpan<byte> path, WalkFlags flags, out Location found, out bool isThere,
        out LastName last)
    {
        PathWalk walk = new(context, start, path, flags);
        Errno error = walk.Run(out Inode? result);
        last = walk._last;
        isThere = result is not null;
        found = new Location(walk._mount, result ?? walk._current);
        return error;
    }

    /// <summary>Finds the directory of the last name, which need not be there; a link as the last name is not followed.</summary>
    /// <param name="context">As for <see cref="Resolve"/>.</param>
    /// <param name="start">As for <see cref="Resolve"/>.</param>
    /// <param name="path">As for <see cref="Resolve"/>.</param>
    /// <param name="parent">The directory; nowhere after an error.</param>
    /// <param name="last">The last name, which may be too long: it is not looked up.</param>
    /// <returns>As for <see cref="Resolve"/>.</returns>
    public static Errno ResolveParent(
        FileContext context, Location start, ReadOnlySpan<byte> path, out Location parent, out LastName last)
    {
        parent = default;
        last = default;
        if (path.Length >= PathLimits.PathMax)
        {
            return Errno.ENAMETOOLONG;
        }

        PathWalk walk = new(context, start, path, WalkFlags.Parent);
        Errno error = walk.Run(out Inode? result);
        last = walk._last;
        parent = result is null ? default : new Location(walk._mount, result);
        return error;
    }

    private Errno Run(out Inode? result)
    {
        result = null;
        while (true)
        {
            _rest = _rest.TrimStart(Slash);
            if (_rest.IsEmpty)
            {
                if (GoOn())
                {
                    continue;
                }

                // Nothing but slashes: the root.
                result = _current;
                return Errno.None;
            }

            Errno error = TakeName(out ReadOnlySpan<byte> name, out DirectoryInode? directory);
            if (error != Errno.None)
            {
                return error;
            }

            bool isLast = IsLastName(name, out bool hasSlash);
            if (isLast)
            {
                _last = new LastName(name, hasSlash);
                if ((_flags & WalkFlags.Parent) != 0)
                {
                    result = directory;
                    return Errno.None;
                }

                if (hasSlash && _last.IsNormal)
                {
                    if ((_flags & WalkFlags.Create) != 0)
                    {
                        return Errno.EISDIR;
                    }

                    _flags |= WalkFlags.Follow | WalkFlags.Directory;
                }
            }

            error = Step(directory!, name, isLast, out bool isDone);
            if (error != Errno.None)
            {
                return error == Errno.ENOENT && isDone && (_flags & WalkFlags.Create) != 0 ? Errno.None : error;
            }

            if (isDone)
            {
                return Finish(out result);
            }
        }
    }

    /// <summary>Goes to a name of a directory.</summary>
    private Errno Step(DirectoryInode directory, ReadOnlySpan<byte> name, bool isLast, out bool isDone)
    {
        isDone = isLast;
        if (name.Length > PathLimits.NameMax)
        {
            return Errno.ENAMETOOLONG;
        }

        switch (name)
        {
            case [(byte)'.']:
                return Errno.None;
            case [(byte)'.', (byte)'.']:
                GoUp(directory);
                return Errno.None;
        }

        Inode? next = directory.Lookup(name);
        if (next is null)
        {
            return Errno.ENOENT;
        }

        if (next.AsSymlink is { } link && (!isLast || (_flags & WalkFlags.Follow) != 0))
        {
            return Follow(link, isLast, out isDone);
        }

        if (next.LinkCount > 1 && next.AsDirectory is null)
        {
            next.FoundAs(directory, name);
        }

        Enter(next);
        return Errno.None;
    }

    private readonly Errno Finish(out Inode? result)
    {
        if ((_flags & WalkFlags.Directory) != 0 && _current.AsDirectory is null)
        {
            result = null;
            return Errno.ENOTDIR;
        }

        result = _current;
        return Errno.None;
    }
}
