using System.Runtime.InteropServices;

namespace Lodestar.Userland;

/// <summary>The kernel's <c>struct sigaction</c> (rt_sigaction(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SignalAction
{
    /// <summary>SA_SIGINFO: the handler gets the signal's information and context.</summary>
    public const ulong WithInformation = 4;

    /// <summary>SA_ONSTACK: the handler runs on the signal stack.</summary>
    public const ulong OnSignalStack = 0x0800_0000;

    /// <summary>SA_RESTORER, which x86-64 requires.</summary>
    public const ulong WithRestorer = 0x0400_0000;

    /// <summary>The handler; null is the default action.</summary>
    public delegate*<int, SignalInformation*, SignalContext*, void> Handler;

    /// <summary>SA_ flags.</summary>
    public ulong Flags;

    /// <summary>Where the handler returns to.</summary>
    public void* Restorer;

    /// <summary>Signals that wait while the handler runs.</summary>
    public ulong Mask;
}
