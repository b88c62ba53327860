using System;

namespace Lodestar.Core.Abi;

/// <summary>c_lflag of <see cref="Termios"/>: those that are used.</summary>
[Flags]
public enum TerminalLocal : uint
{
    None = 0,

    /// <summary>ICANON: input comes in lines that can be edited.</summary>
    Canonical = 0x2,

    /// <summary>ECHO.</summary>
    Echo = 0x8,

    /// <summary>ECHOE: erasing a character takes it off the screen.</summary>
    EchoErase = 0x10,

    /// <summary>ECHOK: so does erasing the line.</summary>
    EchoKill = 0x20,

    /// <summary>ECHOKE: by erasing each character.</summary>
    EchoKillErase = 0x800,
}
