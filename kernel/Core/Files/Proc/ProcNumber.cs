namespace Lodestar.Core.Files.Proc;

/// <summary>
/// Numbers of inodes that belong to processes. They follow from what the inode stands for, because it is made again with each
/// look-up; the numbers of all others are below them.
/// </summary>
internal static class ProcNumber
{
    /// <summary>Enough for each descriptor that there can be.</summary>
    private const int KindShift = 24;
    private const int IdShift = 32;

    /// <summary>The number of the entry with an index in what belongs to a process or thread.</summary>
    internal static ulong Of(int id, ProcKind kind, int index) =>
        ((ulong)id << IdShift) | ((ulong)kind << KindShift) | (uint)index;
}
