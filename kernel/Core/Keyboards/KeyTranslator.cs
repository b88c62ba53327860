using System;
using System.Numerics;

namespace Lodestar.Core.Keyboards;

/// <summary>
/// Makes of keys what the visible terminal gets, and what else they do: <c>drivers/tty/vt/keyboard.c</c> in Linux. It remembers which
/// keys are down, so a repetition is told from a first press, and the modifiers are those of the keys that are down.
/// </summary>
/// <param name="map">What the keys do.</param>
/// <param name="actions">What they do beside typing.</param>
internal sealed partial class KeyTranslator(KeyMap map, IKeyboardActions actions)
{
    private const int BitsOfWord = 64;

    /// <summary>A bit for each key that is down.</summary>
    private readonly ulong[] _down = new ulong[KeyMap.Keys / BitsOfWord];

    private readonly MagicKey _magic = new(actions);

    /// <summary>What the keys do. Programs may change it.</summary>
    internal KeyMap Map { get; set; } = map;

    private IKeyboardConsole Console => actions.Console;

    /// <summary>Takes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isPressed">Whether it is down.</param>
    internal void Take(KeyCode key, bool isPressed)
    {
        bool isRepeated = isPressed && IsDown(key);
        int modifiersBefore = Modifiers;
        SetDown(key, isPressed);
        bool isMagic = _magic.TryTake(key, isPressed, isAltDown: IsDown(KeyCode.LeftAlt) || IsDown(KeyCode.RightAlt));
        if (isMagic)
        {
            return;
        }

        if (Console.Keyboard.Mode == KeyboardMode.MediumRaw)
        {
            TypeNumber(key, isPressed);
        }

        KeySymbol symbol = SymbolOf(key);
        if (!isPressed)
        {
            FinishNumber(modifiersBefore);
            return;
        }

        bool isKept = Console.Keyboard.IsRaw || Console.Keyboard.Mode == KeyboardMode.Off;
        if (isRepeated && !isKept && !Console.RepeatsKeys)
        {
            return;
        }

        if (!isKept || symbol.Type == KeySymbolType.Special)
        {
            Do(symbol, isRepeated, isKept);
        }
    }

    /// <summary>Takes a scan code, which a terminal may want as it is.</summary>
    internal void TakeScancode(byte value)
    {
        if (Console.Keyboard.Mode == KeyboardMode.Raw)
        {
            Console.Type([value]);
        }
    }

    /// <summary>The modifiers of the keys that are down: their bits are the number of a key map.</summary>
    internal int Modifiers
    {
        get
        {
            int modifiers = 0;
            for (int i = 0; i < _down.Length; i++)
            {
                for (ulong word = _down[i]; word != 0; word &= word - 1)
                {
                    KeyCode key = (KeyCode)((i * BitsOfWord) + BitOperations.TrailingZeroCount(word));
                    KeySymbol symbol = Map[0, key];
                    modifiers |= symbol.Type == KeySymbolType.Shift ? 1 << (symbol.Number & 7) : 0;
                }
            }

            return modifiers;
        }
    }

    private KeySymbol SymbolOf(KeyCode key)
    {
        int modifiers = Modifiers ^ Console.Keyboard.LockedModifiers;
        KeySymbol symbol = Map[modifiers, key];
        if (symbol.Type == KeySymbolType.Letter && (Console.Keyboard.Locks & KeyboardLights.CapsLock) != 0)
        {
            int capitals = modifiers ^ (1 << (int)Modifier.Shift);
            symbol = Map.Has(capitals) ? Map[capitals, key] : symbol;
        }

        return symbol;
    }

    private bool IsDown(KeyCode key) => (_down[(int)key / BitsOfWord] >> ((int)key % BitsOfWord) & 1) != 0;

    private void SetDown(KeyCode key, bool isDown)
    {
        ulong bit = 1UL << ((int)key % BitsOfWord);
        ref ulong word = ref _down[(int)key / BitsOfWord];
        word = isDown ? word | bit : word & ~bit;
    }

    private void TypeNumber(KeyCode key, bool isPressed)
    {
        const byte ReleasedBit = 0x80;
        Console.Type([(byte)((byte)key | (isPressed ? 0 : ReleasedBit))]);
    }
}
