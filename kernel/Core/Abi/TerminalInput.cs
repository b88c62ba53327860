using System;

namespace Lodestar.Core.Abi;

/// <summary>c_iflag of <see cref="Termios"/>: those that are used.</summary>
[Flags]
public enum TerminalInput : uint
{
    None = 0,

    /// <summary>ICRNL: a carriage return comes as a line feed.</summary>
    CarriageReturnToLineFeed = 0x100,
}
