namespace Lodestar.Core.Files;

/// <summary>In whose name a file is looked up, <c>credentials(7)</c>. The superuser is user 0.</summary>
public readonly record struct Credentials(uint UserId, uint GroupId)
{
    /// <summary>The user whom no permission bits stop, but that execution needs one (CAP_DAC_OVERRIDE).</summary>
    public bool IsSuperuser => UserId == 0;
}
