using System;

namespace Lodestar.Core.Abi;

/// <summary>c_cflag of <see cref="Termios"/>: those that are used.</summary>
[Flags]
public enum TerminalControl : uint
{
    None = 0,

    /// <summary>B38400.</summary>
    Baud38400 = 0xF,

    /// <summary>CS8, and the mask CSIZE: bytes of eight bits.</summary>
    EightBits = 0x30,

    /// <summary>CREAD: there is input.</summary>
    Receive = 0x80,

    /// <summary>PARENB: bytes have a parity bit.</summary>
    Parity = 0x100,

    /// <summary>HUPCL: the last close ends the connection.</summary>
    HangUpOnClose = 0x400,

    /// <summary>CLOCAL: lines of a modem do not count.</summary>
    Local = 0x800,

    /// <summary>B115200.</summary>
    Baud115200 = 0x1002,
}
