using System;

namespace Lodestar.Core.Abi;

/// <summary>MEMBARRIER_CMD_*: what <c>membarrier(2)</c> does (<c>linux/membarrier.h</c>), a bit each.</summary>
[Flags]
[AbiPrefix("MEMBARRIER_CMD_")]
public enum MembarrierCommand
{
    /// <summary>Which commands there are.</summary>
    Query = 0,

    /// <summary>A barrier on every processor that runs a thread.</summary>
    Global = 1 << 0,

    /// <summary>The same for processes that have registered for it, and soon.</summary>
    [AbiName("MEMBARRIER_CMD_GLOBAL_EXPEDITED")]
    GlobalExpedited = 1 << 1,

    [AbiName("MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED")]
    RegisterGlobalExpedited = 1 << 2,

    /// <summary>A barrier on every processor that runs a thread of the process.</summary>
    [AbiName("MEMBARRIER_CMD_PRIVATE_EXPEDITED")]
    PrivateExpedited = 1 << 3,

    [AbiName("MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED")]
    RegisterPrivateExpedited = 1 << 4,

    /// <summary>The same for what instructions a processor has read.</summary>
    [AbiName("MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE")]
    PrivateExpeditedSyncCore = 1 << 5,

    [AbiName("MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE")]
    RegisterPrivateExpeditedSyncCore = 1 << 6,

    /// <summary>No thread is inside of a restartable sequence that it was in before.</summary>
    [AbiName("MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ")]
    PrivateExpeditedRseq = 1 << 7,

    [AbiName("MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ")]
    RegisterPrivateExpeditedRseq = 1 << 8,

    /// <summary>Which registrations there are.</summary>
    [AbiName("MEMBARRIER_CMD_GET_REGISTRATIONS")]
    GetRegistrations = 1 << 9,
}
