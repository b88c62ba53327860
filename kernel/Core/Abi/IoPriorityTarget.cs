namespace Lodestar.Core.Abi;

/// <summary>Whose priority <c>ioprio_get(2)</c> is about (<c>linux/ioprio.h</c>).</summary>
[AbiPrefix("IOPRIO_WHO_")]
public enum IoPriorityTarget
{
    Process = 1,

    [AbiName("IOPRIO_WHO_PGRP")]
    ProcessGroup = 2,

    User = 3,
}
