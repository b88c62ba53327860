using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>Symbolic links inside a path: their targets are walked before what is left of the path.</summary>
public ref partial struct PathWalk
{
    /// <summary>Puts the target of a link before what is left of the path.</summary>
    private Errno Follow(SymlinkInode link, bool isLast, out bool isDone)
    {
        isDone = false;
        if (_followed++ == PathLimits.MaxSymlinks)
        {
            return Errno.ELOOP;
        }

        link.MarkAccessed(_mount);
        Errno error = link.Follow(_context, out ReadOnlyMemory<byte> target, out Location? jump);
        if (error != Errno.None)
        {
            return error;
        }

        if (jump is { } location)
        {
            (_mount, _current) = location;
            isDone = isLast;
            return Errno.None;
        }

        if (target.IsEmpty)
        {
            return Errno.ENOENT;
        }

        SetAside();
        _target = target;
        _rest = target.Span;
        if (_rest[0] == Slash)
        {
            (_mount, _current) = _context.Root;
        }

        return Errno.None;
    }

    /// <summary>Keeps what is left of the innermost path, if it has more than slashes.</summary>
    private void SetAside()
    {
        _rest = _rest.TrimStart(Slash);
        if (_rest.IsEmpty)
        {
            return;
        }

        if (_target.IsEmpty)
        {
            _callersRest = _rest;
        }
        else
        {
            _pending.Push(_target[^_rest.Length..]);
        }
    }

    /// <summary>Goes on with the path that the finished target was in; false when there is none.</summary>
    private bool GoOn()
    {
        if (_pending.Count > 0)
        {
            _target = _pending.Pop();
            _rest = _target.Span;
            return true;
        }

        _target = default;
        _rest = _callersRest;
        _callersRest = default;
        return !_rest.IsEmpty;
    }
}
