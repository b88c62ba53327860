using System;

namespace Lodestar.Core.Abi;

/// <summary>c_iflag of <see cref="Termios"/>: those that do something, <c>termios(3)</c>.</summary>
[Flags]
public enum TerminalInput : uint
{
    None = 0,

    /// <summary>IGNBRK: a break is not input.</summary>
    IgnoreBreak = 0x1,

    /// <summary>BRKINT: a break sends SIGINT.</summary>
    BreakInterrupts = 0x2,

    /// <summary>PARMRK: a break comes as 0xff 0 0, and 0xff as 0xff 0xff.</summary>
    MarkErrors = 0x8,

    /// <summary>ISTRIP: the eighth bit is cleared.</summary>
    Strip = 0x20,

    /// <summary>INLCR: a line feed comes as a carriage return.</summary>
    LineFeedToCarriageReturn = 0x40,

    /// <summary>IGNCR: a carriage return is not input.</summary>
    IgnoreCarriageReturn = 0x80,

    /// <summary>ICRNL: a carriage return comes as a line feed.</summary>
    CarriageReturnToLineFeed = 0x100,

    /// <summary>IUCLC: capital letters come as small ones.</summary>
    ToLower = 0x200,

    /// <summary>IXON: VSTOP stops the output, VSTART lets it go on.</summary>
    StopOutput = 0x400,

    /// <summary>IXANY: so does every character.</summary>
    AnyStarts = 0x800,

    /// <summary>IXOFF: VSTOP and VSTART are sent when the input gets full and empty.</summary>
    StopInput = 0x1000,

    /// <summary>IUTF8: characters are UTF-8, for erasing and for the column.</summary>
    Utf8 = 0x4000,
}
