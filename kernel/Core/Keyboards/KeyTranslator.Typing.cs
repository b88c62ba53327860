using System;
using System.Text;

namespace Lodestar.Core.Keyboards;

/// <content>What a key does that is pressed.</content>
internal sealed partial class KeyTranslator
{
    private const string KeypadCharacters = "0123456789+-*/\r,.";

    /// <summary>The last letters of what the keypad types for applications (VT100 user guide, table 3-8).</summary>
    private const string KeypadLetters = "pqrstuvwxylSRQMnn";

    private const string CursorLetters = "BDCA";

    private const byte KeypadMiddle = 5;
    private const byte KeypadEnter = 14;
    private const byte KeypadDot = 16;

    /// <summary>The accent that waits for its letter; 0 for none.</summary>
    private char _accent;

    /// <summary>The number of a character that is being typed at the keypad; negative for none.</summary>
    private int _number = -1;

    private void Do(KeySymbol symbol, bool isRepeated, bool isKept)
    {
        switch (symbol.Type)
        {
            case KeySymbolType.Latin or KeySymbolType.Letter or KeySymbolType.Unicode:
                TypeWithAccent(symbol.Character);
                break;
            case KeySymbolType.Function:
                TypeText(FunctionKeys.StringOf(symbol.Number));
                break;
            case KeySymbolType.Special:
                DoSpecial((SpecialKey)symbol.Number, isRepeated, isKept);
                break;
            case KeySymbolType.Keypad:
                TypeKeypad(symbol.Number);
                break;
            case KeySymbolType.Dead:
                TypeAccent(symbol.Number);
                break;
            case KeySymbolType.Console:
                actions.Show(symbol.Number);
                break;
            case KeySymbolType.Cursor:
                TypeCursor(symbol.Number);
                break;
            case KeySymbolType.Meta:
                TypeMeta(symbol.Number);
                break;
            case KeySymbolType.Number:
                AddDigit(symbol.Number);
                break;
            case KeySymbolType.Lock when !isRepeated:
                Console.Keyboard.LockedModifiers ^= 1 << (symbol.Number & 7);
                break;
        }
    }

    private void TypeText(ReadOnlySpan<char> text)
    {
        const int LongestText = 16;
        Span<byte> bytes = stackalloc byte[LongestText];
        int count = Encoding.Latin1.GetBytes(text, bytes);
        if (count > 0)
        {
            Console.Type(bytes[..count]);
        }
    }

    /// <summary>Types a character as the terminal wants it. One that 8 bits do not hold is lost where there are no more.</summary>
    private void TypeCharacter(Rune character)
    {
        const int LongestCharacter = 4;
        if (Console.Keyboard.Mode != KeyboardMode.Unicode)
        {
            if (character.Value <= byte.MaxValue)
            {
                Console.Type([(byte)character.Value]);
            }

            return;
        }

        Span<byte> bytes = stackalloc byte[LongestCharacter];
        Console.Type(bytes[..character.EncodeToUtf8(bytes)]);
    }

    private void TypeCharacter(char character)
    {
        if (Rune.TryCreate(character, out Rune rune))
        {
            TypeCharacter(rune);
        }
    }

    /// <summary>An accent goes onto its letter; before a blank or itself it stands alone, before anything else both do.</summary>
    private void TypeWithAccent(char character)
    {
        char accent = _accent;
        _accent = '\0';
        if (accent == '\0')
        {
            TypeCharacter(character);
        }
        else if (DeadKeys.TryCompose(accent, character, out char composed))
        {
            TypeCharacter(composed);
        }
        else
        {
            TypeCharacter(accent);
            if (character != ' ' && character != accent)
            {
                TypeCharacter(character);
            }
        }
    }

    private void TypeAccent(byte number)
    {
        if (number >= DeadKeys.Spacing.Length)
        {
            return;
        }

        char accent = DeadKeys.Spacing[number];
        if (_accent == '\0')
        {
            _accent = accent;
        }
        else
        {
            TypeWithAccent(accent);
        }
    }

    private void TypeMeta(byte character)
    {
        const byte HighBit = 0x80;
        if (Console.Keyboard.MetaIsEscape)
        {
            Console.Type([(byte)'\e', character]);
        }
        else
        {
            TypeCharacter((char)(character | HighBit));
        }
    }

    private void TypeCursor(byte number)
    {
        if (number < CursorLetters.Length)
        {
            TypeSequence(CursorLetters[number], Console.HasApplicationCursorKeys);
        }
    }

    private void TypeSequence(char letter, bool isApplication) =>
        Console.Type([(byte)'\e', (byte)(isApplication ? 'O' : '['), (byte)letter]);

    private void TypeKeypad(byte number)
    {
        if (number >= KeypadCharacters.Length)
        {
            return;
        }

        if (Console.HasApplicationKeypad && (Modifiers & 1 << (int)Modifier.Shift) == 0)
        {
            TypeSequence(KeypadLetters[number], isApplication: true);
        }
        else if ((Console.Keyboard.Locks & KeyboardLights.NumLock) == 0 && KeypadKey(number) is { } key)
        {
            Do(key, isRepeated: false, isKept: false);
        }
        else if (number == KeypadMiddle && (Console.Keyboard.Locks & KeyboardLights.NumLock) == 0)
        {
            TypeSequence('G', Console.HasApplicationCursorKeys);
        }
        else
        {
            TypeWithAccent(KeypadCharacters[number]);
            AddLineFeed(number == KeypadEnter);
        }
    }

    /// <summary>What is written on a key of the keypad below its number.</summary>
    private static KeySymbol? KeypadKey(byte number) => number switch
    {
        0 => new(KeySymbolType.Function, FunctionKeys.Insert),
        1 => new(KeySymbolType.Function, FunctionKeys.End),
        2 => new(KeySymbolType.Cursor, 0),
        3 => new(KeySymbolType.Function, FunctionKeys.PageDown),
        4 => new(KeySymbolType.Cursor, 1),
        6 => new(KeySymbolType.Cursor, 2),
        7 => new(KeySymbolType.Function, FunctionKeys.Home),
        8 => new(KeySymbolType.Cursor, 3),
        9 => new(KeySymbolType.Function, FunctionKeys.PageUp),
        KeypadDot => new(KeySymbolType.Function, FunctionKeys.Delete),
        _ => null,
    };

    private void AddLineFeed(bool isEnter)
    {
        if (isEnter && Console.AddsLineFeeds)
        {
            Console.Type("\n"u8);
        }
    }

    private void AddDigit(byte digit)
    {
        const int Ten = 10;
        const int Limit = 100_000;
        _number = Math.Max(_number, 0);
        _number = ((_number % Limit) * Ten) + digit;
    }

    /// <summary>A number that was typed is a character as soon as Alt is released.</summary>
    private void FinishNumber(int modifiersBefore)
    {
        const int AltBit = 1 << (int)Modifier.Alt;
        if (_number >= 0 && (modifiersBefore & AltBit) != 0 && (Modifiers & AltBit) == 0)
        {
            if (Rune.TryCreate(_number, out Rune character))
            {
                TypeCharacter(character);
            }

            _number = -1;
        }
    }
}
