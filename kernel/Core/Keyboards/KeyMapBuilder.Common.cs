namespace Lodestar.Core.Keyboards;

/// <content>The keys that are the same in all layouts, as <c>defkeymap.map</c> in Linux has them.</content>
internal static partial class KeyMapBuilder
{
    private static readonly (KeyCode Key, Modifier Modifier)[] s_modifiers =
    [
        (KeyCode.LeftShift, Modifier.Shift), (KeyCode.RightShift, Modifier.Shift), (KeyCode.LeftCtrl, Modifier.Ctrl),
        (KeyCode.RightCtrl, Modifier.Ctrl), (KeyCode.LeftAlt, Modifier.Alt),
    ];

    private static readonly (KeyCode Key, SpecialKey Symbol)[] s_special =
    [
        (KeyCode.Enter, SpecialKey.Enter), (KeyCode.CapsLock, SpecialKey.CapsLock), (KeyCode.NumLock, SpecialKey.NumLock),
        (KeyCode.ScrollLock, SpecialKey.Hold),
    ];

    private static readonly (KeyCode Key, byte Function)[] s_functions =
    [
        (KeyCode.Home, FunctionKeys.Home), (KeyCode.Insert, FunctionKeys.Insert), (KeyCode.Delete, FunctionKeys.Delete),
        (KeyCode.End, FunctionKeys.End), (KeyCode.PageUp, FunctionKeys.PageUp), (KeyCode.PageDown, FunctionKeys.PageDown),
        (KeyCode.Pause, FunctionKeys.Pause),
    ];

    private static readonly (KeyCode Key, char Character)[] s_controls =
    [
        (KeyCode.Escape, '\e'), (KeyCode.Backspace, Delete), (KeyCode.Tab, '\t'), (KeyCode.Space, ' '),
    ];

    /// <summary>Down, left, right, up.</summary>
    private static readonly KeyCode[] s_cursor = [KeyCode.Down, KeyCode.Left, KeyCode.Right, KeyCode.Up];

    /// <summary>The keys of the keypad in the order of their numbers: digits, plus, minus, asterisk, slash, Enter, comma, dot.</summary>
    private static readonly KeyCode[] s_keypad =
    [
        KeyCode.Keypad0, KeyCode.Keypad1, KeyCode.Keypad1 + 1, KeyCode.Keypad1 + 2, KeyCode.Keypad4, KeyCode.Keypad4 + 1,
        KeyCode.Keypad4 + 2, KeyCode.Keypad7, KeyCode.Keypad7 + 1, KeyCode.Keypad7 + 2, KeyCode.KeypadPlus, KeyCode.KeypadMinus,
        KeyCode.KeypadAsterisk, KeyCode.KeypadSlash, KeyCode.KeypadEnter, KeyCode.KeypadComma, KeyCode.KeypadDot,
    ];

    private static void AddCommonKeys(KeyMap map, bool hasAltGr)
    {
        const int Digits = 10;
        const int FunctionKeysOfARow = 10;
        foreach (int table in Tables)
        {
            AddModifiers(map, table, hasAltGr);
            foreach ((KeyCode key, SpecialKey symbol) in s_special)
            {
                map.Set(table, key, new KeySymbol(symbol));
            }

            foreach ((KeyCode key, byte function) in s_functions)
            {
                map.Set(table, key, new KeySymbol(KeySymbolType.Function, function));
            }

            foreach ((KeyCode key, char character) in s_controls)
            {
                KeySymbolType type = (table & Alt) != 0 ? KeySymbolType.Meta : KeySymbolType.Latin;
                map.Set(table, key, new KeySymbol(type, (byte)character));
            }

            for (byte i = 0; i < s_cursor.Length; i++)
            {
                map.Set(table, s_cursor[i], new KeySymbol(KeySymbolType.Cursor, i));
            }

            for (byte i = 0; i < s_keypad.Length; i++)
            {
                KeySymbolType type = i < Digits && table == Alt ? KeySymbolType.Number : KeySymbolType.Keypad;
                map.Set(table, s_keypad[i], new KeySymbol(type, i));
            }

            for (byte i = 0; i < FunctionKeysOfARow; i++)
            {
                map.Set(table, KeyCode.F1 + i, FunctionKey(table, i));
            }

            map.Set(table, KeyCode.F11, FunctionKey(table, FunctionKeysOfARow));
            map.Set(table, KeyCode.F12, FunctionKey(table, FunctionKeysOfARow + 1));
        }

        AddSpecialCombinations(map);
    }

    private static void AddModifiers(KeyMap map, int table, bool hasAltGr)
    {
        foreach ((KeyCode key, Modifier modifier) in s_modifiers)
        {
            map.Set(table, key, new KeySymbol(KeySymbolType.Shift, (byte)modifier));
        }

        map.Set(table, KeyCode.RightAlt, new KeySymbol(KeySymbolType.Shift, (byte)(hasAltGr ? Modifier.AltGr : Modifier.Alt)));
    }

    /// <summary>With Alt it shows a console; with Shift F1 to F8 are F13 to F20.</summary>
    private static KeySymbol FunctionKey(int table, byte number)
    {
        const int ShiftedKeys = 8;
        return (table & Alt) != 0 ? new KeySymbol(KeySymbolType.Console, number)
            : (table & Shift) != 0 && number < ShiftedKeys ? new KeySymbol(KeySymbolType.Function, (byte)(FunctionKeys.F13 + number))
            : new KeySymbol(KeySymbolType.Function, number);
    }

    private static void AddSpecialCombinations(KeyMap map)
    {
        map.Set(Shift, KeyCode.Tab, new KeySymbol(KeySymbolType.Meta, (byte)'\t'));
        map.Set(Ctrl, KeyCode.Backspace, KeySymbol.Of('\b'));
        map.Set(Ctrl, KeyCode.Space, KeySymbol.Of('\0'));
        map.Set(Ctrl | Alt, KeyCode.Space, new KeySymbol(KeySymbolType.Meta, 0));
        map.Set(Alt, KeyCode.Enter, new KeySymbol(KeySymbolType.Meta, (byte)'\r'));
        map.Set(Shift, KeyCode.PageUp, new KeySymbol(SpecialKey.ScrollBackward));
        map.Set(Shift, KeyCode.PageDown, new KeySymbol(SpecialKey.ScrollForward));
        map.Set(Alt, KeyCode.Left, new KeySymbol(SpecialKey.PreviousConsole));
        map.Set(Alt, KeyCode.Right, new KeySymbol(SpecialKey.NextConsole));
        map.Set(Ctrl, KeyCode.Pause, new KeySymbol(SpecialKey.Break));
        map.Set(Shift, KeyCode.ScrollLock, new KeySymbol(SpecialKey.ShowMemory));
        map.Set(Ctrl, KeyCode.ScrollLock, new KeySymbol(SpecialKey.ShowTasks));
        map.Set(AltGr, KeyCode.ScrollLock, new KeySymbol(SpecialKey.ShowRegisters));
        foreach (KeyCode key in (KeyCode[])[KeyCode.Delete, KeyCode.KeypadDot])
        {
            map.Set(Ctrl | Alt, key, new KeySymbol(SpecialKey.Reboot));
            map.Set(AltGr | Ctrl, key, new KeySymbol(SpecialKey.Reboot));
        }
    }
}
