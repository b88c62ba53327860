namespace Lodestar.Core.Abi;

/// <summary>Which children <c>waitid(2)</c> waits for.</summary>
public enum WaitTarget
{
    [AbiName("P_ALL")]
    All,

    [AbiName("P_PID")]
    Process,

    [AbiName("P_PGID")]
    Group,

    [AbiName("P_PIDFD")]
    Descriptor,
}
