using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files;

/// <summary>What a content has in a page's place.</summary>
/// <param name="Kind">Which it is.</param>
/// <param name="Memory">The page; null for those without bytes of their own.</param>
internal readonly record struct FilePage(FilePageKind Kind, MemoryPage? Memory = null)
{
    /// <summary>Whether it was taken from the storage.</summary>
    public bool IsTaken => Kind is FilePageKind.Own or FilePageKind.Reserved;

    /// <summary>Whether it is no longer the original's.</summary>
    public bool IsChange => IsTaken || Kind == FilePageKind.Hole;
}
