namespace Lodestar.Core.Abi;

/// <summary>RLIMIT_*: what <c>getrlimit(2)</c> limits (<c>asm-generic/resource.h</c>).</summary>
[AbiPrefix("RLIMIT_")]
public enum Resource : uint
{
    Cpu,
    FSize,
    Data,
    Stack,
    Core,
    Rss,
    NProc,
    NoFile,
    MemLock,
    As,
    Locks,
    SigPending,
    MsgQueue,
    Nice,
    RtPrio,
    RtTime,

    /// <summary>How many there are, RLIM_NLIMITS.</summary>
    [AbiName("RLIM_NLIMITS")]
    Count,
}
