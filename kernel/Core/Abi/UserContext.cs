using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>
/// What a handler interrupts and <c>rt_sigreturn(2)</c> goes back to, struct ucontext of <c>asm-generic/ucontext.h</c>: 304 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct UserContext
{
    /// <summary>uc_flags.</summary>
    public UserContextFlags Flags;

    /// <summary>uc_link: zero.</summary>
    public ulong Link;

    /// <summary>uc_stack: the alternate signal stack.</summary>
    public SignalStack Stack;

    /// <summary>uc_mcontext: the registers.</summary>
    public SignalContext Registers;

    /// <summary>uc_sigmask: the blocked signals.</summary>
    public SignalSet Mask;
}
