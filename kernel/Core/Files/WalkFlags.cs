using System;

namespace Lodestar.Core.Files;

/// <summary>How a path is walked; Linux's LOOKUP_ flags.</summary>
[Flags]
public enum WalkFlags
{
    None = 0,

    /// <summary>A symbolic link as the last name is followed.</summary>
    Follow = 1 << 0,

    /// <summary>The result must be a directory: ENOTDIR.</summary>
    Directory = 1 << 1,

    /// <summary>The last name may be missing: the result is null without an error. A slash behind it is EISDIR, as for O_CREAT.</summary>
    Create = 1 << 2,

    /// <summary>Stop before the last name and give the directory that it would be in.</summary>
    Parent = 1 << 3,
}
