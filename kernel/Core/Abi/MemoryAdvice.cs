namespace Lodestar.Core.Abi;

/// <summary>MADV_*: what a program says about its use of a range (<c>madvise(2)</c>).</summary>
[AbiPrefix("MADV_")]
public enum MemoryAdvice
{
    Normal = 0,
    Random = 1,
    Sequential = 2,
    WillNeed = 3,

    /// <summary>The pages are dropped; the next access finds zeros, or the file's bytes.</summary>
    DontNeed = 4,

    /// <summary>The pages may be dropped when memory is short. Private anonymous memory only.</summary>
    Free = 8,

    Remove = 9,
    DontFork = 10,
    DoFork = 11,
    Mergeable = 12,
    Unmergeable = 13,
    HugePage = 14,
    NoHugePage = 15,
    DontDump = 16,
    DoDump = 17,
    WipeOnFork = 18,
    KeepOnFork = 19,
    Cold = 20,
    PageOut = 21,

    [AbiName("MADV_POPULATE_READ")]
    PopulateRead = 22,

    [AbiName("MADV_POPULATE_WRITE")]
    PopulateWrite = 23,

    [AbiName("MADV_DONTNEED_LOCKED")]
    DontNeedLocked = 24,

    Collapse = 25,

    [AbiName("MADV_HWPOISON")]
    HardwarePoison = 100,

    [AbiName("MADV_SOFT_OFFLINE")]
    SoftOffline = 101,

    [AbiName("MADV_GUARD_INSTALL")]
    GuardInstall = 102,

    [AbiName("MADV_GUARD_REMOVE")]
    GuardRemove = 103,
}
