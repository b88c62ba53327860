namespace Lodestar.Core.Abi;

/// <summary>Places in c_cc of <see cref="Termios"/>: those that are used.</summary>
public enum TerminalCharacter
{
    /// <summary>VERASE: takes the last character back.</summary>
    Erase = 2,

    /// <summary>VKILL: takes the line back.</summary>
    Kill = 3,

    /// <summary>VEOF: ends the input without a line feed.</summary>
    EndOfFile = 4,

    /// <summary>VMIN: bytes that a read without lines waits for.</summary>
    Minimum = 6,
}
