namespace Lodestar.Core.Memory;

/// <summary>What a page fault calls for.</summary>
public enum FaultAction
{
    /// <summary>The page is there and allows it: another processor was first, or an old translation was in use.</summary>
    Retry,

    /// <summary>Map a page of zeros.</summary>
    DemandZero,

    /// <summary>The stack was extended down to the page: map a page of zeros.</summary>
    StackGrowth,

    /// <summary>Map the file's page; a private write gets a copy.</summary>
    FilePage,

    /// <summary>The page is there, but read-only: give the program its own copy.</summary>
    CopyOnWrite,

    /// <summary>The page of a shared file is there, but read-only until its first write: note it, and let writes through.</summary>
    FirstWrite,

    /// <summary>SIGSEGV with SEGV_MAPERR: nothing is mapped there.</summary>
    SegvMapError,

    /// <summary>SIGSEGV with SEGV_ACCERR: the area does not allow it.</summary>
    SegvAccessError,

    /// <summary>SIGBUS with BUS_ADRERR: the file has ended before this page, or its file system has no room for it.</summary>
    BusError,
}
