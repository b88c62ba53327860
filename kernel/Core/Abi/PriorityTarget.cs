namespace Lodestar.Core.Abi;

/// <summary>PRIO_*: whose priority <c>getpriority(2)</c> is about (<c>linux/resource.h</c>).</summary>
[AbiPrefix("PRIO_")]
public enum PriorityTarget
{
    Process = 0,

    [AbiName("PRIO_PGRP")]
    ProcessGroup = 1,

    User = 2,
}
