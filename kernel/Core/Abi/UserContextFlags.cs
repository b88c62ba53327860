using System;

namespace Lodestar.Core.Abi;

/// <summary>UC_*: what a ucontext holds (<c>arch/x86/include/uapi/asm/ucontext.h</c>).</summary>
[Flags]
[AbiPrefix("UC_")]
public enum UserContextFlags : ulong
{
    None = 0,

    /// <summary>The vector state is in XSAVE's format.</summary>
    [AbiName("UC_FP_XSTATE")]
    ExtendedState = 1,

    /// <summary>SS is saved and restored.</summary>
    [AbiName("UC_SIGCONTEXT_SS")]
    StackSegment = 2,

    /// <summary>SS is restored even if it cannot be loaded.</summary>
    [AbiName("UC_STRICT_RESTORE_SS")]
    StrictStackSegment = 4,
}
