namespace Lodestar.Core.Abi;

/// <summary>Requests of <c>ioctl(2)</c> (<c>asm-generic/ioctls.h</c>, <c>linux/fs.h</c>, <c>linux/kd.h</c>, <c>linux/vt.h</c>).</summary>
public enum IoctlRequest : uint
{
    /// <summary>Block size of the file system, an int.</summary>
    [AbiName("FIGETBSZ")]
    GetBlockSize = 2,

    /// <summary>Switch the speaker on with a frequency, or off.</summary>
    [AbiName("KIOCSOUND")]
    SetSound = 0x4B2F,

    /// <summary>Let the speaker sound for a time.</summary>
    [AbiName("KDMKTONE")]
    MakeTone = 0x4B30,

    /// <summary>Read the keyboard's lights, a byte.</summary>
    [AbiName("KDGETLED")]
    GetLights = 0x4B31,

    /// <summary>Switch them; a larger number lets them show the locks again.</summary>
    [AbiName("KDSETLED")]
    SetLights = 0x4B32,

    /// <summary>Read the kind of the keyboard, a byte.</summary>
    [AbiName("KDGKBTYPE")]
    GetKeyboardType = 0x4B33,

    /// <summary>Say whether a virtual terminal shows text, or whatever a program draws.</summary>
    [AbiName("KDSETMODE")]
    SetDisplayMode = 0x4B3A,

    /// <summary>Read it, an int.</summary>
    [AbiName("KDGETMODE")]
    GetDisplayMode = 0x4B3B,

    /// <summary>Read what a terminal gets of its keyboard, an int.</summary>
    [AbiName("KDGKBMODE")]
    GetKeyboardMode = 0x4B44,

    /// <summary>Set it.</summary>
    [AbiName("KDSKBMODE")]
    SetKeyboardMode = 0x4B45,

    /// <summary>Read what a key does, <see cref="KeyMapEntry"/>.</summary>
    [AbiName("KDGKBENT")]
    GetKeyMapEntry = 0x4B46,

    /// <summary>Set it.</summary>
    [AbiName("KDSKBENT")]
    SetKeyMapEntry = 0x4B47,

    /// <summary>Read what Alt does to a character, an int.</summary>
    [AbiName("KDGKBMETA")]
    GetMetaMode = 0x4B62,

    /// <summary>Set it.</summary>
    [AbiName("KDSKBMETA")]
    SetMetaMode = 0x4B63,

    /// <summary>Read the locks of the keyboard, a byte.</summary>
    [AbiName("KDGKBLED")]
    GetLocks = 0x4B64,

    /// <summary>Set them.</summary>
    [AbiName("KDSKBLED")]
    SetLocks = 0x4B65,

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

    /// <summary>Several requests to a virtual terminal, by the first byte of what the argument points to.</summary>
    [AbiName("TIOCLINUX")]
    LinuxConsole = 0x541C,

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

    /// <summary>Find a virtual terminal that is not in use, an int.</summary>
    [AbiName("VT_OPENQRY")]
    FindFreeConsole = 0x5600,

    /// <summary>Read who switches a virtual terminal, <see cref="ConsoleSwitchMode"/>.</summary>
    [AbiName("VT_GETMODE")]
    GetSwitchMode = 0x5601,

    /// <summary>Set it.</summary>
    [AbiName("VT_SETMODE")]
    SetSwitchMode = 0x5602,

    /// <summary>Read which one is visible, <see cref="ConsoleStatus"/>.</summary>
    [AbiName("VT_GETSTATE")]
    GetConsoleStatus = 0x5603,

    /// <summary>Release the screen, or keep it.</summary>
    [AbiName("VT_RELDISP")]
    ReleaseDisplay = 0x5605,

    /// <summary>Show a virtual terminal.</summary>
    [AbiName("VT_ACTIVATE")]
    ActivateConsole = 0x5606,

    /// <summary>Wait until it is visible.</summary>
    [AbiName("VT_WAITACTIVE")]
    AwaitConsole = 0x5607,

    /// <summary>Free what a virtual terminal takes that is not in use.</summary>
    [AbiName("VT_DISALLOCATE")]
    FreeConsole = 0x5608,

    /// <summary>Let nobody switch.</summary>
    [AbiName("VT_LOCKSWITCH")]
    LockSwitch = 0x560B,

    /// <summary>Let them switch again.</summary>
    [AbiName("VT_UNLOCKSWITCH")]
    UnlockSwitch = 0x560C,

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
