using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <content>From one mount to another.</content>
public ref partial struct PathWalk
{
    /// <summary>Goes to an inode of the same mount, or to the root of what is mounted on it.</summary>
    private void Enter(Inode inode)
    {
        _current = inode;
        while (_current.IsMountPoint && _mount.Over(_current) is { } mount)
        {
            _mount = mount;
            _current = mount.Root;
        }
    }

    /// <summary>Goes to "..": from a mount's root to the directory above what it covers. Above the process's root there is nothing.</summary>
    private void GoUp(DirectoryInode directory)
    {
        Location root = _context.Root;
        if (directory != _mount.Root && directory != root.Inode)
        {
            Enter(directory.Parent);
            return;
        }

        Location at = new(_mount, directory);
        while (at != root && at.IsMountRoot && at.Mount.Parent is { } parent)
        {
            at = new Location(parent, at.Mount.Point!);
        }

        bool isTop = at == root || at.IsMountRoot;
        _mount = isTop ? _mount : at.Mount;
        Enter(isTop ? directory : at.Inode.NamedIn!);
    }
}
