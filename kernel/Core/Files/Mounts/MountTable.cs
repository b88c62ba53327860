using System.Collections.Generic;

namespace Lodestar.Core.Files.Mounts;

/// <summary>The mounts that are in the tree.</summary>
public sealed class MountTable
{
    private readonly List<Mount> _mounts = [];
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
        while (mount.Children.Count > 0)
        {
            Remove(mount.Children[^1]);
        }

        mount.Detach();
        _mounts.Remove(mount);
        FileSystem fileSystem = mount.FileSystem;
        if (fileSystem.Place == mount)
        {
            fileSystem.Place = _mounts.Find(other => other.Root == mount.Root);
        }
    }

    /// <summary>Takes a mount, with those that lie in it, to another place.</summary>
    public static void Move(Mount mount, in Location point)
    {
        mount.Detach();
        mount.Attach(point);
    }

    private void Enter(Mount mount)
    {
        mount.Id = mount.Id == 0 ? ++_lastId : mount.Id;
        _mounts.Add(mount);
        mount.FileSystem.Place ??= mount.Root.NamedIn is null ? mount : null;
        foreach (Mount child in mount.Children)
        {
            Enter(child);
        }
    }
}
