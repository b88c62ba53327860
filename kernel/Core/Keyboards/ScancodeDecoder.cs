namespace Lodestar.Core.Keyboards;

/// <summary>
/// Scan codes of set 1 as keys (IBM PS/2 technical reference, "Keyboard"). Bit 7 says that the key was released; E0 comes before the
/// keys that the first PC did not have, E1 before Pause. The shifts that a keyboard pretends around those keys (E0 2A, E0 36) mean
/// nothing here.
/// </summary>
internal sealed class ScancodeDecoder
{
    private const byte ExtendedPrefix = 0xe0;
    private const byte PausePrefix = 0xe1;
    private const byte ReleasedBit = 0x80;

    /// <summary>Print Screen while Alt is held.</summary>
    private const byte AltPrintScreen = 0x54;
    private const byte NumLockCode = 0x45;
    private const byte CtrlCode = 0x1d;

    private State _state;

    private enum State
    {
        Plain,
        Extended,
        Pause,
        PauseAfterCtrl,
    }

    /// <summary>Takes the next byte.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="key">The key.</param>
    /// <param name="isPressed">Whether it is down now. A key that is held comes again and again.</param>
    /// <returns>Whether the byte completes a key that is known.</returns>
    internal bool TryDecode(byte value, out KeyCode key, out bool isPressed)
    {
        key = KeyCode.None;
        isPressed = (value & ReleasedBit) == 0;
        if (value is ExtendedPrefix or PausePrefix)
        {
            _state = value == ExtendedPrefix ? State.Extended : State.Pause;
            return false;
        }

        byte code = (byte)(value & ~ReleasedBit);
        switch (_state)
        {
            case State.Pause when code == CtrlCode:
                _state = State.PauseAfterCtrl;
                return false;
            case State.PauseAfterCtrl:
                key = code == NumLockCode ? KeyCode.Pause : KeyCode.None;
                break;
            case State.Extended:
                key = Extended(code);
                break;
            case State.Plain:
                key = Plain(code);
                break;
        }

        _state = State.Plain;
        return key != KeyCode.None;
    }

    /// <summary>Up to F12 the numbers of the keys are those of their scan codes.</summary>
    private static KeyCode Plain(byte code) => code switch
    {
        AltPrintScreen => KeyCode.SysRq,
        >= (byte)KeyCode.Escape and <= (byte)KeyCode.KeypadDot => (KeyCode)code,
        (byte)KeyCode.Key102 or (byte)KeyCode.F11 or (byte)KeyCode.F12 => (KeyCode)code,
        0x59 => KeyCode.KeypadEqual,
        0x70 => KeyCode.KatakanaHiragana,
        0x73 => KeyCode.Ro,
        0x79 => KeyCode.Henkan,
        0x7b => KeyCode.Muhenkan,
        0x7d => KeyCode.Yen,
        0x7e => KeyCode.KeypadComma,
        _ => KeyCode.None,
    };

    private static KeyCode Extended(byte code) => code switch
    {
        0x1c => KeyCode.KeypadEnter,
        0x1d => KeyCode.RightCtrl,
        0x20 => KeyCode.Mute,
        0x2e => KeyCode.VolumeDown,
        0x30 => KeyCode.VolumeUp,
        0x35 => KeyCode.KeypadSlash,
        0x37 => KeyCode.SysRq,
        0x38 => KeyCode.RightAlt,

        // Pause while Ctrl is held, which is Break.
        0x46 => KeyCode.Pause,
        0x47 => KeyCode.Home,
        0x48 => KeyCode.Up,
        0x49 => KeyCode.PageUp,
        0x4b => KeyCode.Left,
        0x4d => KeyCode.Right,
        0x4f => KeyCode.End,
        0x50 => KeyCode.Down,
        0x51 => KeyCode.PageDown,
        0x52 => KeyCode.Insert,
        0x53 => KeyCode.Delete,
        0x5b => KeyCode.LeftMeta,
        0x5c => KeyCode.RightMeta,
        0x5d => KeyCode.Compose,
        0x5e => KeyCode.Power,
        _ => KeyCode.None,
    };
}
