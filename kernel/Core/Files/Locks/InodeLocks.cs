namespace Lodestar.Core.Files.Locks;

/// <summary>The locks of a file. The two kinds know nothing of each other, as on Linux.</summary>
public sealed class InodeLocks
{
    /// <summary>Locks on parts, <c>fcntl_locking(2)</c>: owned by a table of descriptors, or by an open file.</summary>
    public LockList Ranges { get; } = new();

    /// <summary>Locks on all of it, <c>flock(2)</c>: owned by an open file.</summary>
    public LockList Whole { get; } = new();
}
