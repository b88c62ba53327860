namespace Lodestar.Core.Abi;

/// <summary>Classes of <c>ioprio_set(2)</c> (<c>linux/ioprio.h</c>).</summary>
public enum IoPriorityClass
{
    /// <summary>As the nice value says.</summary>
    None = 0,

    RealTime = 1,
    BestEffort = 2,
    Idle = 3,
}
