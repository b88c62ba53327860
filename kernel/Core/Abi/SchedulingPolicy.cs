namespace Lodestar.Core.Abi;

/// <summary>SCHED_*: how a thread gets its time, <c>sched(7)</c> (<c>linux/sched.h</c>).</summary>
[AbiPrefix("SCHED_")]
public enum SchedulingPolicy
{
    /// <summary>The usual one.</summary>
    Other = 0,

    /// <summary>Real time: until it waits.</summary>
    Fifo = 1,

    /// <summary>Real time: in turns.</summary>
    [AbiName("SCHED_RR")]
    RoundRobin = 2,

    /// <summary>Much computing.</summary>
    Batch = 3,

    /// <summary>When nobody else wants to run.</summary>
    Idle = 5,

    /// <summary>Real time: by deadlines.</summary>
    Deadline = 6,

    /// <summary>In policies of calls: children do not inherit what only the privileged may have.</summary>
    [AbiName("SCHED_RESET_ON_FORK")]
    ResetOnFork = 0x4000_0000,
}
