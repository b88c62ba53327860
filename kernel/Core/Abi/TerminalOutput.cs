using System;

namespace Lodestar.Core.Abi;

/// <summary>c_oflag of <see cref="Termios"/>: those that are used.</summary>
[Flags]
public enum TerminalOutput : uint
{
    None = 0,

    /// <summary>OPOST: the other flags count.</summary>
    Process = 0x1,

    /// <summary>ONLCR: a line feed goes out behind a carriage return.</summary>
    LineFeedToBoth = 0x4,
}
