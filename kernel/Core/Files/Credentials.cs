namespace Lodestar.Core.Files;

/// <summary>In whose name a file is looked up, <c>credentials(7)</c>. The superuser is user 0.</summary>
public readonly record struct Credentials(uint UserId, uint GroupId)
{
    private readonly GroupList? _otherGroups;

    /// <summary>The groups besides <see cref="GroupId"/>.</summary>
    public GroupList OtherGroups
    {
        get => _otherGroups ?? GroupList.None;
        init => _otherGroups = value;
    }

    /// <summary>The user whom no permission bits stop, but that execution needs one (CAP_DAC_OVERRIDE).</summary>
    public bool IsSuperuser => UserId == 0;

    /// <summary>Whether a group is the own one or another one that the user belongs to.</summary>
    public bool IsMemberOf(uint group) => group == GroupId || (_otherGroups is not null && _otherGroups.Contains(group));
}
