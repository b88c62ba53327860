using System;

namespace Lodestar.Core.Abi;

/// <summary>SS_*: the state of an alternate signal stack (<c>sigaltstack(2)</c>).</summary>
[Flags]
[AbiPrefix("SS_")]
public enum SignalStackFlags : uint
{
    None = 0,

    /// <summary>The thread runs on it.</summary>
    OnStack = 1,

    /// <summary>There is none.</summary>
    Disable = 2,

    /// <summary>There is none while a handler runs on it, so that the handler may leave it for good.</summary>
    AutoDisarm = 1U << 31,
}
