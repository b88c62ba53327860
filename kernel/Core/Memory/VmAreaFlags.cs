using System;

namespace Lodestar.Core.Memory;

/// <summary>What an area is, beside its protection.</summary>
[Flags]
public enum VmAreaFlags
{
    None = 0,

    /// <summary>Mapped with MAP_SHARED.</summary>
    Shared = 1 << 0,

    /// <summary>A stack: a fault below it extends it.</summary>
    GrowsDown = 1 << 1,

    /// <summary>A child process does not get it (MADV_DONTFORK).</summary>
    DontFork = 1 << 2,

    /// <summary>Left out of a core dump (MADV_DONTDUMP).</summary>
    DontDump = 1 << 3,

    /// <summary>A child process finds zeros in it (MADV_WIPEONFORK).</summary>
    WipeOnFork = 1 << 4,

    /// <summary>Mapped with MAP_NORESERVE: more than there is may be promised.</summary>
    NoReserve = 1 << 5,
}
