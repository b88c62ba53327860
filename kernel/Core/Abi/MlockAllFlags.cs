using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>mlockall(2)</c> (<c>asm-generic/mman.h</c>).</summary>
[Flags]
[AbiPrefix("MCL_")]
public enum MlockAllFlags
{
    None = 0,

    /// <summary>All that is mapped.</summary>
    Current = 1 << 0,

    /// <summary>All that will be mapped.</summary>
    Future = 1 << 1,

    /// <summary>Only from the first use of a page on.</summary>
    OnFault = 1 << 2,
}
