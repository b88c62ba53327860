namespace Lodestar.Core.Abi;

/// <summary>Requests of <c>ioctl(2)</c> (<c>asm-generic/ioctls.h</c>, <c>linux/fs.h</c>).</summary>
public enum IoctlRequest : uint
{
    /// <summary>Block size of the file system, an int.</summary>
    [AbiName("FIGETBSZ")]
    GetBlockSize = 2,

    /// <summary>Read a terminal's settings, <see cref="Abi.Termios"/>.</summary>
    [AbiName("TCGETS")]
    GetTermios = 0x5401,

    /// <summary>Set them at once.</summary>
    [AbiName("TCSETS")]
    SetTermios = 0x5402,

    /// <summary>Set them after all output is out.</summary>
    [AbiName("TCSETSW")]
    SetTermiosWait = 0x5403,

    /// <summary>Set them after all output is out, and forget input.</summary>
    [AbiName("TCSETSF")]
    SetTermiosFlush = 0x5404,

    /// <summary>Wait until all output is out, or send a break.</summary>
    [AbiName("TCSBRK")]
    SendBreak = 0x5409,

    /// <summary>Stop or start output or input, <see cref="TerminalFlow"/>.</summary>
    [AbiName("TCXONC")]
    ControlFlow = 0x540A,

    /// <summary>Throw away what waits, <see cref="TerminalQueue"/>.</summary>
    [AbiName("TCFLSH")]
    Flush = 0x540B,

    /// <summary>Read the process group in the foreground, an int.</summary>
    [AbiName("TIOCGPGRP")]
    GetForeground = 0x540F,

    /// <summary>Set it.</summary>
    [AbiName("TIOCSPGRP")]
    SetForeground = 0x5410,

    /// <summary>Bytes that were written and are not out yet, an int.</summary>
    [AbiName("TIOCOUTQ")]
    GetUnsent = 0x5411,

    /// <summary>Read a terminal's size, <see cref="Abi.WindowSize"/>.</summary>
    [AbiName("TIOCGWINSZ")]
    GetWindowSize = 0x5413,

    /// <summary>Set it.</summary>
    [AbiName("TIOCSWINSZ")]
    SetWindowSize = 0x5414,

    /// <summary>Bytes that can be read, an int (also TIOCINQ).</summary>
    [AbiName("FIONREAD")]
    GetReadable = 0x541B,

    /// <summary>Set or clear O_NONBLOCK, as an int says.</summary>
    [AbiName("FIONBIO")]
    SetNonBlock = 0x5421,

    /// <summary>Read the session whose terminal it is, an int.</summary>
    [AbiName("TIOCGSID")]
    GetSession = 0x5429,

    /// <summary>Clear FD_CLOEXEC.</summary>
    [AbiName("FIONCLEX")]
    ClearCloExec = 0x5450,

    /// <summary>Set FD_CLOEXEC.</summary>
    [AbiName("FIOCLEX")]
    SetCloExec = 0x5451,

    /// <summary>Set or clear O_ASYNC, as an int says.</summary>
    [AbiName("FIOASYNC")]
    SetAsync = 0x5452,
}
