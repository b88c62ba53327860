using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Mounts;

/// <summary>A file system, or a part of one, in the tree of files: <c>mount(2)</c>.</summary>
/// <param name="root">Where it begins.</param>
/// <param name="source">What was mounted, as <c>/proc/mounts</c> says it.</param>
/// <param name="flags">How it is mounted.</param>
public sealed class Mount(Inode root, ReadOnlyMemory<byte> source, MountFlags flags)
{
    private readonly List<Mount> _children = [];

    /// <summary>That of files that are in no tree, such as pipes.</summary>
    public static Mount Internal { get; } =
        new(new TreeDirectory(new FileSystem("none", 0, isReadOnly: false), default), "none"u8.ToArray(), MountFlags.None);

    /// <summary>A number that no other mount has, stx_mnt_id; 0 for one that was never in a tree.</summary>
    public int Id { get; internal set; }

    /// <summary>Where it begins.</summary>
    public Inode Root { get; } = root;

    public FileSystem FileSystem => Root.FileSystem;

    /// <summary>What was mounted, such as a device or a word.</summary>
    public ReadOnlyMemory<byte> Source { get; } = source;

    /// <summary>The mount that it lies in; null for the first one, and outside of the tree.</summary>
    public Mount? Parent { get; private set; }

    /// <summary>What it covers in <see cref="Parent"/>.</summary>
    public Inode? Point { get; private set; }

    /// <summary>The mounts that lie in it, in the order in which they came.</summary>
    public IReadOnlyList<Mount> Children => _children;

    /// <summary>How it is mounted.</summary>
    public MountFlags Flags { get; set; } = flags;

    /// <summary>Whether nothing can be written through it.</summary>
    public bool IsReadOnly => (Flags & MountFlags.RdOnly) != 0 || FileSystem.IsReadOnly;

    /// <summary>Whether <c>umount2(2)</c> has asked for it once, and nobody has used it since (MNT_EXPIRE).</summary>
    internal bool IsExpiring { get; set; }

    /// <summary>The mount that covers an inode of this one; null without one.</summary>
    public Mount? Over(Inode inode)
    {
        if (!inode.IsMountPoint)
        {
            return null;
        }

        foreach (Mount child in _children)
        {
            if (child.Point == inode)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>Whether it lies in a mount, however deep, or is that.</summary>
    public bool IsIn(Mount other)
    {
        Mount? mount = this;
        while (mount is not null && mount != other)
        {
            mount = mount.Parent;
        }

        return mount is not null;
    }

    /// <summary>This mount and those that lie in it, each before its own.</summary>
    internal List<Mount> WithDescendants()
    {
        List<Mount> found = [];
        Stack<Mount> left = new();
        left.Push(this);
        while (left.TryPop(out Mount? mount))
        {
            found.Add(mount);
            for (int i = mount.Children.Count - 1; i >= 0; i--)
            {
                left.Push(mount.Children[i]);
            }
        }

        return found;
    }

    /// <summary>Puts it into the tree; the place must have no mount.</summary>
    internal void Attach(in Location point)
    {
        Parent = point.Mount;
        Point = point.Inode;
        Point.CountMount(1);
        Parent._children.Add(this);
    }

    /// <summary>Takes it out of the tree.</summary>
    internal void Detach()
    {
        Parent!._children.Remove(this);
        Point!.CountMount(-1);
        Parent = null;
        Point = null;
    }
}
