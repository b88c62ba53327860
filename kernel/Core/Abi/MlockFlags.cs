using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>mlock2(2)</c> (<c>asm-generic/mman-common.h</c>).</summary>
[Flags]
[AbiPrefix("MLOCK_")]
public enum MlockFlags
{
    None = 0,

    /// <summary>Only from the first use of a page on.</summary>
    OnFault = 1 << 0,
}
