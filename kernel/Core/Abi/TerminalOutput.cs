using System;

namespace Lodestar.Core.Abi;

/// <summary>c_oflag of <see cref="Termios"/>: those that do something, <c>termios(3)</c>.</summary>
[Flags]
public enum TerminalOutput : uint
{
    None = 0,

    /// <summary>OPOST: the other flags count.</summary>
    Process = 0x1,

    /// <summary>OLCUC: small letters go out as capital ones.</summary>
    ToUpper = 0x2,

    /// <summary>ONLCR: a line feed goes out behind a carriage return.</summary>
    LineFeedToBoth = 0x4,

    /// <summary>OCRNL: a carriage return goes out as a line feed.</summary>
    CarriageReturnToLineFeed = 0x8,

    /// <summary>ONOCR: no carriage return in column 0.</summary>
    NoCarriageReturnAtStart = 0x10,

    /// <summary>ONLRET: a line feed leads to column 0 by itself.</summary>
    LineFeedReturns = 0x20,

    /// <summary>TABDLY: the bits that say what becomes of a tab.</summary>
    TabDelay = 0x1800,

    /// <summary>TAB3, also XTABS: it goes out as spaces.</summary>
    ExpandTabs = 0x1800,
}
