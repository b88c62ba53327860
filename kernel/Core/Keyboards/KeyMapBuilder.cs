using System;

namespace Lodestar.Core.Keyboards;

/// <summary>Makes the key map of a layout: its characters, their control characters, and the keys that all layouts share.</summary>
internal static partial class KeyMapBuilder
{
    private const int Plain = 0;
    private const int Shift = 1 << (int)Modifier.Shift;
    private const int AltGr = 1 << (int)Modifier.AltGr;
    private const int Ctrl = 1 << (int)Modifier.Ctrl;
    private const int Alt = 1 << (int)Modifier.Alt;

    private const byte ControlMask = 0x1f;
    private const char Delete = '\x7f';

    /// <summary>The sets of modifiers that have a map: those of Linux's own, and Alt with Shift.</summary>
    private static ReadOnlySpan<int> Tables =>
        [Plain, Shift, AltGr, Shift | AltGr, Ctrl, Shift | Ctrl, AltGr | Ctrl, Alt, Shift | Alt, Ctrl | Alt];

    /// <summary>Makes the map.</summary>
    internal static KeyMap Build(KeyLayout layout)
    {
        KeyMap map = new();
        for (int i = 0; i < KeyLayout.Count; i++)
        {
            char altGr = layout.AltGr.Length == 0 ? ' ' : layout.AltGr[i];
            AddCharacters(map, KeyLayout.KeyAt(i), layout.Plain[i], layout.Shift[i], altGr);
        }

        AddCommonKeys(map, hasAltGr: layout.AltGr.Length > 0);
        return map;
    }

    private static void AddCharacters(KeyMap map, KeyCode key, char plain, char shifted, char altGr)
    {
        bool isLetter = plain <= byte.MaxValue && plain != shifted && char.ToUpperInvariant(plain) == shifted;
        map.Set(Plain, key, isLetter ? new KeySymbol(KeySymbolType.Letter, (byte)plain) : SymbolOf(plain));
        map.Set(Shift, key, isLetter ? new KeySymbol(KeySymbolType.Letter, (byte)shifted) : SymbolOf(shifted));
        map.Set(AltGr, key, SymbolOf(altGr));
        map.Set(Shift | AltGr, key, SymbolOf(altGr == ' ' || !char.IsLower(altGr) ? altGr : char.ToUpperInvariant(altGr)));
        KeySymbol control = ControlOf(plain) ?? ControlOf(shifted) ?? ControlOfDigit(plain) ?? new KeySymbol(SpecialKey.None);
        map.Set(Ctrl, key, control);
        map.Set(Shift | Ctrl, key, ControlOf(shifted) ?? control);
        map.Set(AltGr | Ctrl, key, ControlOf(altGr) ?? new KeySymbol(SpecialKey.None));
        map.Set(Alt, key, MetaOf(plain));
        map.Set(Shift | Alt, key, MetaOf(shifted));
        map.Set(Ctrl | Alt, key, control.Type == KeySymbolType.Latin ? MetaOf(control.Character) : control);
    }

    private static KeySymbol SymbolOf(char character)
    {
        int accent = DeadKeys.Combining.IndexOf(character);
        return character == ' ' ? new KeySymbol(SpecialKey.None)
            : accent >= 0 ? new KeySymbol(KeySymbolType.Dead, (byte)accent)
            : KeySymbol.Of(character);
    }

    private static KeySymbol MetaOf(char character) =>
        character is not ' ' and <= Delete ? new KeySymbol(KeySymbolType.Meta, (byte)character) : new KeySymbol(SpecialKey.None);

    /// <summary>The control character that is written with this one; null for none.</summary>
    private static KeySymbol? ControlOf(char character) => character switch
    {
        >= 'a' and <= 'z' or >= '@' and <= '_' => KeySymbol.Of((char)(character & ControlMask)),
        '?' => KeySymbol.Of(Delete),
        _ => null,
    };

    /// <summary>The same by the digits, for keyboards that have no handy ^[, ^\ and so on (VT220 programmer reference, table 3-5).</summary>
    private static KeySymbol? ControlOfDigit(char digit) => digit switch
    {
        '2' => KeySymbol.Of('\0'),
        >= '3' and <= '7' => KeySymbol.Of((char)(digit - '3' + '\e')),
        '8' => KeySymbol.Of(Delete),
        '/' or '-' => KeySymbol.Of('\x1f'),
        _ => null,
    };
}
