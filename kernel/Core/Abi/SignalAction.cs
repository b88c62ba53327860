using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>The kernel's struct sigaction of <c>rt_sigaction(2)</c> on x86-64: 32 bytes. C libraries have another one.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalAction
{
    /// <summary>SIG_DFL as <see cref="Handler"/>: the default action.</summary>
    public const ulong Default = 0;

    /// <summary>SIG_IGN as <see cref="Handler"/>: the signal is thrown away.</summary>
    public const ulong Ignore = 1;

    /// <summary>sa_handler or sa_sigaction: an address, <see cref="Default"/> or <see cref="Ignore"/>.</summary>
    public ulong Handler;

    /// <summary>sa_flags.</summary>
    public SignalActionFlags Flags;

    /// <summary>sa_restorer: where a handler returns to, code that calls <c>rt_sigreturn(2)</c>.</summary>
    public ulong Restorer;

    /// <summary>sa_mask: what is blocked while the handler runs.</summary>
    public SignalSet Mask;
}
