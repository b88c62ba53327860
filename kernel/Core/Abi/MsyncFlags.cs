using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>msync(2)</c> (<c>asm-generic/mman-common.h</c>).</summary>
[Flags]
[AbiPrefix("MS_")]
public enum MsyncFlags
{
    None = 0,

    /// <summary>Begin to store, do not wait.</summary>
    Async = 1 << 0,

    /// <summary>Forget what other mappings of the file have.</summary>
    Invalidate = 1 << 1,

    /// <summary>Store, and wait for it.</summary>
    Sync = 1 << 2,
}
