using System;

namespace Lodestar.Core.Abi;

/// <summary>SA_*: how a signal is handled (<c>sigaction(2)</c>, <c>asm/signal.h</c> for x86-64).</summary>
[Flags]
[AbiPrefix("SA_")]
public enum SignalActionFlags : ulong
{
    None = 0,
    NoCldStop = 1,
    NoCldWait = 2,

    /// <summary>The handler takes siginfo_t and ucontext.</summary>
    SigInfo = 4,

    [AbiName("SA_EXPOSE_TAGBITS")]
    ExposeTagBits = 0x800,

    /// <summary>The action says where a handler returns to. Without it no handler can run on x86-64.</summary>
    Restorer = 0x0400_0000,

    /// <summary>The handler runs on the alternate stack.</summary>
    OnStack = 0x0800_0000,

    Restart = 0x1000_0000,

    /// <summary>The signal is not blocked while its handler runs.</summary>
    NoDefer = 0x4000_0000,

    /// <summary>The action is the default one again once the handler was called.</summary>
    ResetHand = 0x8000_0000,

    /// <summary>What is kept of the flags (UAPI_SA_FLAGS): by the others programs see that the kernel lacks something.</summary>
    Known = NoCldStop | NoCldWait | SigInfo | ExposeTagBits | Restorer | OnStack | Restart | NoDefer | ResetHand,
}
