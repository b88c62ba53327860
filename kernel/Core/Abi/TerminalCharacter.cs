namespace Lodestar.Core.Abi;

/// <summary>Places in c_cc of <see cref="Termios"/>.</summary>
public enum TerminalCharacter
{
    /// <summary>VINTR: sends SIGINT.</summary>
    Interrupt = 0,

    /// <summary>VQUIT: sends SIGQUIT.</summary>
    Quit = 1,

    /// <summary>VERASE: takes the last character back.</summary>
    Erase = 2,

    /// <summary>VKILL: takes the line back.</summary>
    Kill = 3,

    /// <summary>VEOF: ends the input without a line feed.</summary>
    EndOfFile = 4,

    /// <summary>VTIME: tenths of a second that a read without lines waits.</summary>
    Time = 5,

    /// <summary>VMIN: bytes that a read without lines waits for.</summary>
    Minimum = 6,

    /// <summary>VSTART: lets the output go on.</summary>
    Start = 8,

    /// <summary>VSTOP: stops the output.</summary>
    Stop = 9,

    /// <summary>VSUSP: sends SIGTSTP.</summary>
    Suspend = 10,

    /// <summary>VEOL: ends a line too.</summary>
    EndOfLine = 11,

    /// <summary>VREPRINT: prints the line again.</summary>
    Reprint = 12,

    /// <summary>VDISCARD: does nothing, as in Linux.</summary>
    Discard = 13,

    /// <summary>VWERASE: takes the last word back.</summary>
    WordErase = 14,

    /// <summary>VLNEXT: the next character means nothing special.</summary>
    LiteralNext = 15,

    /// <summary>VEOL2: ends a line too.</summary>
    EndOfLine2 = 16,
}
