using System;

namespace Lodestar.Core.Abi;

/// <summary>What <c>wait4(2)</c> and <c>waitid(2)</c> wait for, and how (<c>linux/wait.h</c>).</summary>
[Flags]
public enum WaitOptions : uint
{
    None = 0,

    [AbiName("WNOHANG")]
    NoHang = 1,

    /// <summary>Children that were stopped; WSTOPPED of waitid.</summary>
    [AbiName("WUNTRACED")]
    Untraced = 2,

    /// <summary>Children that have ended; implied in wait4.</summary>
    [AbiName("WEXITED")]
    Exited = 4,

    /// <summary>Children that were continued.</summary>
    [AbiName("WCONTINUED")]
    Continued = 8,

    /// <summary>Leaves the child to be waited for again.</summary>
    [AbiName("WNOWAIT")]
    NoWait = 0x100_0000,

    /// <summary>Only children of the calling thread: here as good as all.</summary>
    [AbiName("__WNOTHREAD")]
    NoThread = 0x2000_0000,

    /// <summary>Children of both kinds.</summary>
    [AbiName("__WALL")]
    All = 0x4000_0000,

    /// <summary>Only children whose end sends another signal than SIGCHLD.</summary>
    [AbiName("__WCLONE")]
    Clone = 0x8000_0000,
}
