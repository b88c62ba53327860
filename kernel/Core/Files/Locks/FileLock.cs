namespace Lodestar.Core.Files.Locks;

/// <summary>A lock on a part of a file, or on all of it.</summary>
/// <param name="Owner">Whose it is; the owner's locks do not hinder each other.</param>
/// <param name="ProcessId">The process that F_GETLK names; -1 for a lock of an open file.</param>
/// <param name="IsExclusive">Whether nobody else may have a lock there; otherwise others may share.</param>
/// <param name="Start">The first byte.</param>
/// <param name="End">The last byte; <see cref="long.MaxValue"/> for all that come.</param>
public readonly record struct FileLock(object Owner, int ProcessId, bool IsExclusive, long Start, long End)
{
    /// <summary>Whether the two have a byte in common.</summary>
    public bool Overlaps(long start, long end) => Start <= end && start <= End;

    /// <summary>Whether the two cannot be there together.</summary>
    public bool Conflicts(in FileLock other) =>
        Owner != other.Owner && (IsExclusive || other.IsExclusive) && Overlaps(other.Start, other.End);
}
