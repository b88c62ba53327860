using System;

namespace Lodestar.Core.Abi;

/// <summary>c_lflag of <see cref="Termios"/>: those that do something, <c>termios(3)</c>.</summary>
[Flags]
public enum TerminalLocal : uint
{
    None = 0,

    /// <summary>ISIG: VINTR, VQUIT and VSUSP send signals.</summary>
    Signals = 0x1,

    /// <summary>ICANON: input comes in lines that can be edited.</summary>
    Canonical = 0x2,

    /// <summary>ECHO.</summary>
    Echo = 0x8,

    /// <summary>ECHOE: erasing a character takes it off the screen.</summary>
    EchoErase = 0x10,

    /// <summary>ECHOK: behind a line that was erased comes a line feed.</summary>
    EchoKill = 0x20,

    /// <summary>ECHONL: line feeds are echoed without ECHO too.</summary>
    EchoLineFeed = 0x40,

    /// <summary>NOFLSH: a signal does not throw the input away.</summary>
    NoFlush = 0x80,

    /// <summary>TOSTOP: the background is stopped when it writes.</summary>
    StopBackground = 0x100,

    /// <summary>ECHOCTL: control characters are echoed as ^X.</summary>
    EchoControl = 0x200,

    /// <summary>ECHOPRT: characters are printed as they are erased.</summary>
    EchoPrint = 0x400,

    /// <summary>ECHOKE: a line is erased by taking each character off the screen.</summary>
    EchoKillErase = 0x800,

    /// <summary>IEXTEN: VWERASE, VLNEXT, VREPRINT, VEOL2 and IUCLC count.</summary>
    Extended = 0x8000,
}
