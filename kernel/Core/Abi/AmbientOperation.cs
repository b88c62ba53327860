namespace Lodestar.Core.Abi;

/// <summary>PR_CAP_AMBIENT_*: what PR_CAP_AMBIENT of <c>prctl(2)</c> does (<c>linux/prctl.h</c>).</summary>
public enum AmbientOperation : ulong
{
    IsSet = 1,
    Raise = 2,
    Lower = 3,
    ClearAll = 4,
}
