using System;

namespace Lodestar.Machine.Memory;

/// <summary>Bits of a page table entry (Intel SDM volume 3, tables 4-15 to 4-20).</summary>
[Flags]
internal enum PageFlags : ulong
{
    None = 0,
    Present = 1UL << 0,
    Write = 1UL << 1,
    User = 1UL << 2,
    WriteThrough = 1UL << 3,
    CacheDisable = 1UL << 4,

    /// <summary>In a directory: the entry maps a page of 2 MiB or 1 GiB itself.</summary>
    Large = 1UL << 7,

    /// <summary>The translation survives a CR3 write.</summary>
    Global = 1UL << 8,

    /// <summary>Free for software. Here: a page without any right (PROT_NONE). It is not present, but keeps its frame.</summary>
    Kept = 1UL << 9,

    /// <summary>
    /// Free for software. Here: the first write has to fault, whatever the program may do with the page. A private page gets a copy
    /// then, a shared one is marked as written.
    /// </summary>
    WriteProtected = 1UL << 10,
    NoExecute = 1UL << 63,
}
