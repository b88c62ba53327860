using System;
using System.Collections.Generic;

namespace Lodestar.Core.Files;

/// <summary>The groups that somebody belongs to besides the own one (supplementary groups, <c>credentials(7)</c>).</summary>
public sealed class GroupList
{
    /// <summary>The most that there may be (NGROUPS_MAX).</summary>
    public const int Most = 65536;

    private readonly uint[] _groups;

    /// <summary>Some groups, in any order.</summary>
    public GroupList(ReadOnlySpan<uint> groups)
    {
        _groups = groups.ToArray();
        Array.Sort(_groups);
    }

    /// <summary>Whom most belong to.</summary>
    public static GroupList None { get; } = new([]);

    /// <summary>The groups in the order of their numbers.</summary>
    public IReadOnlyList<uint> Groups => _groups;

    /// <summary>Whether a group is one of them.</summary>
    public bool Contains(uint group) => Array.BinarySearch(_groups, group) >= 0;
}
