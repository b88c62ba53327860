namespace Lodestar.Core.Files;

/// <content>What is mounted on an inode.</content>
public abstract partial class Inode
{
    private int _mountCount;

    /// <summary>Whether something is mounted on it, in one or more of the places where it shows.</summary>
    public bool IsMountPoint => _mountCount > 0;

    /// <summary>Counts what is mounted on it.</summary>
    internal void CountMount(int change) => _mountCount += change;
}
