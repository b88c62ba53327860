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

    /// <summary>Let nobody but the superuser open the terminal.</summary>
    [AbiName("TIOCEXCL")]
    SetExclusive = 0x540C,

    /// <summary>Let everybody open it again.</summary>
    [AbiName("TIOCNXCL")]
    ClearExclusive = 0x540D,

    /// <summary>Make it the controlling terminal; 1 takes it away from another session.</summary>
    [AbiName("TIOCSCTTY")]
    SetControlling = 0x540E,

    /// <summary>Read the process group in the foreground, an int.</summary>
    [AbiName("TIOCGPGRP")]
    GetForeground = 0x540F,

    /// <summary>Set it.</summary>
    [AbiName("TIOCSPGRP")]
    SetForeground = 0x5410,

    /// <summary>Bytes that were written and are not out yet, an int.</summary>
    [AbiName("TIOCOUTQ")]
    GetUnsent = 0x5411,

    /// <summary>Type a character.</summary>
    [AbiName("TIOCSTI")]
    TypeCharacter = 0x5412,

    /// <summary>Read a terminal's size, <see cref="Abi.WindowSize"/>.</summary>
    [AbiName("TIOCGWINSZ")]
    GetWindowSize = 0x5413,

    /// <summary>Set it.</summary>
    [AbiName("TIOCSWINSZ")]
    SetWindowSize = 0x5414,

    /// <summary>Bytes that can be read, an int (also TIOCINQ).</summary>
    [AbiName("FIONREAD")]
    GetReadable = 0x541B,

    /// <summary>Set packet mode, as an int says.</summary>
    [AbiName("TIOCPKT")]
    SetPacketMode = 0x5420,

    /// <summary>Set or clear O_NONBLOCK, as an int says.</summary>
    [AbiName("FIONBIO")]
    SetNonBlock = 0x5421,

    /// <summary>Give the controlling terminal up.</summary>
    [AbiName("TIOCNOTTY")]
    GiveUpControlling = 0x5422,

    /// <summary>Set the line discipline, an int.</summary>
    [AbiName("TIOCSETD")]
    SetDiscipline = 0x5423,

    /// <summary>Read it.</summary>
    [AbiName("TIOCGETD")]
    GetDiscipline = 0x5424,

    /// <summary>Send a break that is so many tenths of a second long.</summary>
    [AbiName("TCSBRKP")]
    SendLongBreak = 0x5425,

    /// <summary>Read the session whose terminal it is, an int.</summary>
    [AbiName("TIOCGSID")]
    GetSession = 0x5429,

    /// <summary>Hang the terminal up.</summary>
    [AbiName("TIOCVHANGUP")]
    HangUp = 0x5437,

    /// <summary>Open the other end of a pseudo-terminal; the argument has the flags of <c>open(2)</c>.</summary>
    [AbiName("TIOCGPTPEER")]
    OpenPeer = 0x5441,

    /// <summary>Clear FD_CLOEXEC.</summary>
    [AbiName("FIONCLEX")]
    ClearCloExec = 0x5450,

    /// <summary>Set FD_CLOEXEC.</summary>
    [AbiName("FIOCLEX")]
    SetCloExec = 0x5451,

    /// <summary>Set or clear O_ASYNC, as an int says.</summary>
    [AbiName("FIOASYNC")]
    SetAsync = 0x5452,

    /// <summary>Lock or unlock a pseudo-terminal's other end, as an int says.</summary>
    [AbiName("TIOCSPTLCK")]
    SetPeerLock = 0x4004_5431,

    /// <summary>Send a signal to the foreground of a pseudo-terminal's other end.</summary>
    [AbiName("TIOCSIG")]
    SendSignal = 0x4004_5436,

    /// <summary>Set the clock that runs on a battery, <see cref="ClockTime"/>.</summary>
    [AbiName("RTC_SET_TIME")]
    SetClock = 0x4024_700A,

    /// <summary>Read it.</summary>
    [AbiName("RTC_RD_TIME")]
    ReadClock = 0x8024_7009,

    /// <summary>Read a pseudo-terminal's number, an unsigned int.</summary>
    [AbiName("TIOCGPTN")]
    GetPeerNumber = 0x8004_5430,

    /// <summary>Read the number of the device, an unsigned int.</summary>
    [AbiName("TIOCGDEV")]
    GetDevice = 0x8004_5432,

    /// <summary>Read whether packet mode is on, an int.</summary>
    [AbiName("TIOCGPKT")]
    GetPacketMode = 0x8004_5438,

    /// <summary>Read whether the other end is locked, an int.</summary>
    [AbiName("TIOCGPTLCK")]
    GetPeerLock = 0x8004_5439,

    /// <summary>Read whether only the superuser may open the terminal, an int.</summary>
    [AbiName("TIOCGEXCL")]
    GetExclusive = 0x8004_5440,
}
