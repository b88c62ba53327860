namespace Lodestar.Core.Keyboards;

/// <summary>Keys of <see cref="KeySymbolType.Special"/>: K_HOLE, K_ENTER and so on of <c>linux/keyboard.h</c>.</summary>
internal enum SpecialKey : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    Enter = 1,
    ShowRegisters = 2,
    ShowMemory = 3,
    ShowTasks = 4,
    Break = 5,
    LastConsole = 6,
    CapsLock = 7,
    NumLock = 8,

    /// <summary>Stops the output, and starts it again.</summary>
    Hold = 9,
    ScrollForward = 10,
    ScrollBackward = 11,

    /// <summary>Ctrl-Alt-Del.</summary>
    Reboot = 12,
    CapsLockOn = 13,
    SecureAttention = 15,
    PreviousConsole = 16,
    NextConsole = 17,
    BareNumLock = 19,

    /// <summary>Stands for a whole map that is not there.</summary>
    NoSuchMap = 127,
}
