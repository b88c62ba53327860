using System;

namespace Lodestar.Core.Abi;

/// <summary>Whom <c>pidfd_send_signal(2)</c> means; with 0 the thread or the process that the descriptor was made for.</summary>
[Flags]
[AbiPrefix("PIDFD_SIGNAL_")]
public enum PidSignalFlags : uint
{
    None = 0,

    Thread = 1,

    [AbiName("PIDFD_SIGNAL_THREAD_GROUP")]
    ThreadGroup = 2,

    [AbiName("PIDFD_SIGNAL_PROCESS_GROUP")]
    ProcessGroup = 4,
}
