using System;
using Lodestar.Core.Abi;

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

    /// <summary>What is left of the innermost path: the caller's, or the target of a link.</summary>
    private ReadOnlySpan<byte> _rest;

    /// <summary>The target that <see cref="_rest"/> is the end of; without one it is the caller's path.</summary>
    private ReadOnlyMemory<byte> _target;

    /// <summary>What is left of the caller's path while a target is walked.</summary>
    private ReadOnlySpan<byte> _callersRest;

    private PendingPaths _pending;
    private int _followed;
    private LastName _last;

    private PathWalk(FileContext context, Inode start, ReadOnlySpan<byte> path, WalkFlags flags)
    {
        _context = context;
        _flags = flags;
        _rest = path;
        _current = path[0] == Slash ? context.Root : start;
    }

    /// <summary>Finds an inode.</summary>
    /// <param name="context">Whose root and permissions count.</param>
    /// <param name="start">Where a relative path begins.</param>
    /// <param name="path">1 byte or more, without a NUL.</param>
    /// <param name="flags">Without <see cref="WalkFlags.Parent"/>.</param>
    /// <param name="error">
    /// ENOENT, ENOTDIR, EACCES (no permission to search a directory), ENAMETOOLONG, ELOOP, EISDIR with <see cref="WalkFlags.Create"/>.
    /// </param>
    /// <returns>Null on an error, and for a last name that is missing with <see cref="WalkFlags.Create"/>.</returns>
    public static Inode? Resolve(FileContext context, Inode start, ReadOnlySpan<byte> path, WalkFlags flags, out Errno error)
    {
        if (path.Length >= PathLimits.PathMax)
        {
            error = Errno.ENAMETOOLONG;
            return null;
        }

        PathWalk walk = new(context, start, path, flags);
        error = walk.Run(out Inode? result);
        return result;
    }

    /// <summary>Finds an inode, or where it can be made.</summary>
    /// <param name="context">As for <see cref="Resolve"/>.</param>
    /// <param name="start">As for <see cref="Resolve"/>.</param>
    /// <param name="path">As for <see cref="Resolve"/>.</param>
    /// <param name="flags">With <see cref="WalkFlags.Create"/>.</param>
    /// <param name="parent">When nothing is found and there is no error: the directory in which the last name is missing.</param>
    /// <param name="last">The last name, of the path or of the link that it ended with.</param>
    /// <param name="error">As for <see cref="Resolve"/>.</param>
    public static Inode? ResolveOrParent(
        FileContext context, Inode start, ReadOnlySpan<byte> path, WalkFlags flags, out DirectoryInode? parent, out LastName last,
        out Errno error)
    {
        PathWalk walk = new(context, start, path, flags);
        error = walk.Run(out Inode? result);
        last = walk._last;
        parent = walk._current.AsDirectory;
        return result;
    }

    /// <summary>Finds the directory of the last name, which need not be there; a link as the last name is not followed.</summary>
    /// <param name="context">As for <see cref="Resolve"/>.</param>
    /// <param name="start">As for <see cref="Resolve"/>.</param>
    /// <param name="path">As for <see cref="Resolve"/>.</param>
    /// <param name="last">The last name, which may be too long: it is not looked up.</param>
    /// <param name="error">As for <see cref="Resolve"/>.</param>
    public static DirectoryInode? ResolveParent(
        FileContext context, Inode start, ReadOnlySpan<byte> path, out LastName last, out Errno error)
    {
        last = default;
        if (path.Length >= PathLimits.PathMax)
        {
            error = Errno.ENAMETOOLONG;
            return null;
        }

        PathWalk walk = new(context, start, path, WalkFlags.Parent);
        error = walk.Run(out Inode? result);

        last = walk._last;
        return result?.AsDirectory;
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
                _current = directory == _context.Root ? directory : Surface(directory.Parent);
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

        if (next.AsDirectory is { } child)
        {
            _current = Surface(child);
            return Errno.None;
        }

        if (next.LinkCount > 1)
        {
            next.FoundAs(directory, name);
        }

        _current = next;
        return Errno.None;
    }

    /// <summary>The root of what is mounted on a directory, or the directory.</summary>
    private static DirectoryInode Surface(DirectoryInode directory)
    {
        while (directory.Mounted is { } root)
        {
            directory = root;
        }

        return directory;
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
