namespace Lodestar.Core.Keyboards;

/// <summary>What a key does: KT_* of <c>linux/keyboard.h</c>, the high byte of a key map's entry.</summary>
internal enum KeySymbolType : byte
{
    /// <summary>A character of ISO 8859-1.</summary>
    Latin = 0,

    /// <summary>A string of <see cref="FunctionKeys"/>.</summary>
    Function = 1,

    /// <summary>One of <see cref="SpecialKey"/>.</summary>
    Special = 2,

    /// <summary>A key of the keypad.</summary>
    Keypad = 3,

    /// <summary>An accent for the next letter, one of <see cref="DeadKeys.Spacing"/>.</summary>
    Dead = 4,

    /// <summary>Shows the virtual terminal of that number, from 0.</summary>
    Console = 5,

    /// <summary>Down, left, right, up.</summary>
    Cursor = 6,

    /// <summary>A modifier while it is held, one of <see cref="Modifier"/>.</summary>
    Shift = 7,

    /// <summary>A character with ESC before it.</summary>
    Meta = 8,

    /// <summary>A digit of a character's number, typed at the keypad while Alt is held.</summary>
    Number = 9,

    /// <summary>A modifier that stays until the key is pressed again.</summary>
    Lock = 10,

    /// <summary>A letter of ISO 8859-1, which Caps Lock makes a capital one.</summary>
    Letter = 11,

    /// <summary>No type of a symbol: a character of Unicode beyond ISO 8859-1.</summary>
    Unicode = 0xff,
}
