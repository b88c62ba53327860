using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <summary>Where a path leads: an inode, and the mount that it was reached through (struct path in Linux).</summary>
/// <param name="Mount">The mount.</param>
/// <param name="Inode">An inode of its file system.</param>
public readonly record struct Location(Mount Mount, Inode Inode)
{
    /// <summary>Whether it is where the mount begins.</summary>
    public bool IsMountRoot => Inode == Mount.Root;
}
