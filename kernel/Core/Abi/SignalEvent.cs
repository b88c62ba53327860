using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>How a program hears of something, struct sigevent of <c>sigevent(3type)</c>: 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct SignalEvent
{
    /// <summary>sigev_value: what the signal carries.</summary>
    public ulong Value;

    /// <summary>sigev_signo.</summary>
    public Signal Signal;

    /// <summary>sigev_notify.</summary>
    public SignalEventKind Notify;

    /// <summary>sigev_notify_thread_id.</summary>
    public int ThreadId;
}
