using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>What chmod, chown and utimensat would change of an inode.</summary>
/// <param name="Mode">Permissions; bits of the type do not count.</param>
/// <param name="UserId">The owner.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Modified">Seconds since 1970-01-01T00:00:00Z.</param>
public readonly record struct InodeAttributes(FileMode Mode, uint UserId = 0, uint GroupId = 0, long Modified = 0)
{
    /// <summary>Time of access, of the last change of the content, and of the last change.</summary>
    public Timespec Times { get; init; } = new() { Seconds = Modified };
}
