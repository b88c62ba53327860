namespace Lodestar.Core.Abi;

/// <summary>What <c>kcmp(2)</c> compares of two processes (<c>linux/kcmp.h</c>).</summary>
[AbiPrefix("KCMP_")]
public enum KernelObjectType
{
    /// <summary>Open files.</summary>
    File = 0,

    [AbiName("KCMP_VM")]
    Memory = 1,

    /// <summary>Tables of descriptors.</summary>
    Files = 2,

    /// <summary>Root, current directory and umask.</summary>
    [AbiName("KCMP_FS")]
    Directories = 3,

    [AbiName("KCMP_SIGHAND")]
    SignalActions = 4,

    Io = 5,

    [AbiName("KCMP_SYSVSEM")]
    Semaphores = 6,

    [AbiName("KCMP_EPOLL_TFD")]
    EpollTarget = 7,
}
