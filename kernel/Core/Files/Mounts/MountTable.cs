using System.Collections.Generic;

namespace Lodestar.Core.Files.Mounts;

/// <summary>The mounts that are in the tree.</summary>
public sealed class MountTable
{
    /// <summary>Mounts that there may be, as fs.mount-max says on Linux: each takes memory of the kernel, and many make paths slow.</summary>
    public const int MostMounts = 4096;

    private readonly List<Mount> _mounts = [];
    private readonly List<Mount> _detached = [];
    private int _lastId;
    private uint _lastMinor = 31;

    /// <summary>A tree of one mount.</summary>
    public MountTable(Mount root)
    {
        Root = root;
        Enter(root);
    }

    /// <summary>The mount that all others lie in.</summary>
    public Mount Root { get; }

    /// <summary>A number for st_dev that no other file system has; lower ones are for those of the boot.</summary>
    public uint AllocateMinor() => ++_lastMinor;

    /// <summary>All mounts, in the order in which they came.</summary>
    public IReadOnlyList<Mount> Mounts => _mounts;

    /// <summary>Who uses them; null for nobody.</summary>
    public IMountUsers? Users { get; set; }

    /// <summary>The types that can be mounted.</summary>
    public FileSystemTypes Types { get; } = new();

    /// <summary>Whether a mount is in the tree.</summary>
    public bool Contains(Mount mount) => mount.IsIn(Root);

    /// <summary>Whether somebody uses a mount, or another one lies in it.</summary>
    public bool IsBusy(Mount mount) => mount.Children.Count > 0 || Users?.Use(mount) == true;

    /// <summary>What a path that leads to a place finds there: the uppermost of what is mounted on it.</summary>
    public static Location Surface(Location location)
    {
        while (location.Mount.Over(location.Inode) is { } mount)
        {
            location = new Location(mount, mount.Root);
        }

        return location;
    }

    /// <summary>Adds a mount with those that lie in it; the place must have none.</summary>
    public void Add(Mount mount, in Location point)
    {
        mount.Attach(point);
        Enter(mount);
    }

    /// <summary>Takes a mount out of the tree, with those that lie in it. Who uses them goes on doing so.</summary>
    public void Remove(Mount mount)
    {
        // Not by recursion: mounts may lie in each other deeper than a kernel stack is.
        for (Mount? next = mount; next is not null;)
        {
            if (next.Children.Count > 0)
            {
                next = next.Children[^1];
                continue;
            }

            Mount? parent = next == mount ? null : next.Parent;
            RemoveLeaf(next);
            next = parent;
        }
    }

    private void RemoveLeaf(Mount mount)
    {
        mount.Detach();
        _mounts.Remove(mount);
        FileSystem fileSystem = mount.FileSystem;
        if (fileSystem.Place == mount)
        {
            fileSystem.Place = _mounts.Find(other => other.Root == mount.Root);
        }

        if (fileSystem.Contents is not null)
        {
            _detached.Add(mount);
        }
    }

    /// <summary>
    /// Gives the files back of file systems that have left the tree, and that nobody uses any more. To be called when mounts
    /// leave, and when processes end.
    /// </summary>
    public void ReleaseUnused()
    {
        for (int i = _detached.Count - 1; i >= 0; i--)
        {
            Mount mount = _detached[i];
            if (Users?.Use(mount) == true)
            {
                continue;
            }

            _detached.RemoveAt(i);
            FileSystem fileSystem = mount.FileSystem;
            if (!_mounts.Exists(other => other.FileSystem == fileSystem) && !_detached.Exists(other => other.FileSystem == fileSystem))
            {
                fileSystem.Contents!.Clear();
            }
        }
    }

    /// <summary>Frames of memory that hold files.</summary>
    public long CountFrames()
    {
        long frames = 0;
        foreach (FileSystem fileSystem in FileSystems())
        {
            frames += fileSystem.Storage.Frames;
        }

        return frames;
    }

    /// <summary>Pages that files take, with or without frames.</summary>
    public long CountPages()
    {
        long pages = 0;
        foreach (FileSystem fileSystem in FileSystems())
        {
            pages += fileSystem.Storage.UsedPages;
        }

        return pages;
    }

    /// <summary>All file systems that are mounted, or still in use.</summary>
    private HashSet<FileSystem> FileSystems()
    {
        HashSet<FileSystem> fileSystems = [];
        _mounts.ForEach(mount => fileSystems.Add(mount.FileSystem));
        _detached.ForEach(mount => fileSystems.Add(mount.FileSystem));
        return fileSystems;
    }

    /// <summary>Takes a mount, with those that lie in it, to another place.</summary>
    public static void Move(Mount mount, in Location point)
    {
        mount.Detach();
        mount.Attach(point);
    }

    private void Enter(Mount tree)
    {
        foreach (Mount mount in tree.WithDescendants())
        {
            mount.Id = mount.Id == 0 ? ++_lastId : mount.Id;
            _mounts.Add(mount);
            mount.FileSystem.Place ??= mount.Root.NamedIn is null ? mount : null;
        }
    }
}
