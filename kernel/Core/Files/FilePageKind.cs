namespace Lodestar.Core.Files;

/// <summary>Where a page of a content comes from.</summary>
internal enum FilePageKind
{
    /// <summary>It is the original's, and has no place of its own; behind the original it is a hole.</summary>
    Original,

    /// <summary>A page of the original in a frame, for programs that map it. It is never written.</summary>
    Copy,

    /// <summary>It was written, or programs can write to it.</summary>
    Own,

    /// <summary>Taken by <c>fallocate(2)</c>, and not written yet: zeros.</summary>
    Reserved,

    /// <summary>Zeros where the original no longer shows.</summary>
    Hole,
}
