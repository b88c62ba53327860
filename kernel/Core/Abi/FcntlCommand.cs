namespace Lodestar.Core.Abi;

/// <summary>Commands of <c>fcntl(2)</c>.</summary>
[AbiPrefix("F_")]
public enum FcntlCommand
{
    /// <summary>Duplicate to the lowest free number that is not below the argument.</summary>
    DupFd = 0,

    /// <summary>Read the flags of the descriptor.</summary>
    GetFd = 1,

    /// <summary>Set the flags of the descriptor.</summary>
    SetFd = 2,

    /// <summary>Read access mode and status flags.</summary>
    GetFl = 3,

    /// <summary>Set the status flags.</summary>
    SetFl = 4,

    /// <summary>Read which lock hinders one, <see cref="FileLockRequest"/>.</summary>
    [AbiName("F_GETLK")]
    GetLk = 5,

    /// <summary>Take or give back a lock of the process.</summary>
    [AbiName("F_SETLK")]
    SetLk = 6,

    /// <summary>The same, and wait for it.</summary>
    [AbiName("F_SETLKW")]
    SetLkw = 7,

    /// <summary>Read which lock hinders one of the open file.</summary>
    [AbiName("F_OFD_GETLK")]
    OfdGetLk = 36,

    /// <summary>Take or give back a lock of the open file.</summary>
    [AbiName("F_OFD_SETLK")]
    OfdSetLk = 37,

    /// <summary>The same, and wait for it.</summary>
    [AbiName("F_OFD_SETLKW")]
    OfdSetLkw = 38,

    /// <summary><see cref="DupFd"/>, closed on execve.</summary>
    [AbiName("F_DUPFD_CLOEXEC")]
    DupFdCloExec = 1030,

    /// <summary>Set how many bytes a pipe can hold; rounded up.</summary>
    [AbiName("F_SETPIPE_SZ")]
    SetPipeSize = 1031,

    /// <summary>Read how many bytes a pipe can hold.</summary>
    [AbiName("F_GETPIPE_SZ")]
    GetPipeSize = 1032,
}
