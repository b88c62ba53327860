using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>
/// Which fields of siginfo_t's union a signal has (siginfo_layout in Linux's <c>kernel/signal.c</c>, <c>sigaction(2)</c>).
/// </summary>
internal enum SignalLayout
{
    /// <summary>si_pid, si_uid.</summary>
    Sender,

    /// <summary>si_timerid, si_overrun, si_value.</summary>
    Timer,

    /// <summary>si_band, si_fd.</summary>
    Poll,

    /// <summary>si_addr.</summary>
    Fault,

    /// <summary>si_pid, si_uid, si_status, si_utime, si_stime.</summary>
    Child,

    /// <summary>si_pid, si_uid, si_value.</summary>
    Queued,

    /// <summary>si_call_addr, si_syscall, si_arch.</summary>
    Syscall,
}
