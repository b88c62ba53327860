using System;

namespace Lodestar.Machine.Screens;

/// <summary>
/// What stands in a place of the screen: a character, its colours as indices 0 to 15 of a palette in the order of ECMA-48
/// (0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white; 8 to 15 the same, brighter), and its style.
/// </summary>
public readonly struct ScreenCell : IEquatable<ScreenCell>
{
    private const int ForegroundShift = 21;
    private const int BackgroundShift = 25;
    private const uint CharacterMask = (1 << ForegroundShift) - 1;
    private const uint ColorMask = 0xf;
    private const uint Underline = 1u << 29;
    private const uint Bold = 1u << 30;

    private readonly uint _value;

    private ScreenCell(uint value)
    {
        _value = value;
    }

    /// <summary>Makes a cell.</summary>
    /// <param name="character">A code point of Unicode; 0 for the right half of a character that is two cells wide.</param>
    /// <param name="foreground">Palette index, 0 to 15.</param>
    /// <param name="background">Palette index, 0 to 15.</param>
    /// <param name="isBold">Whether its strokes are thick.</param>
    /// <param name="isUnderlined">Whether there is a line below it.</param>
    public ScreenCell(uint character, int foreground, int background, bool isBold = false, bool isUnderlined = false)
    {
        _value = (character & CharacterMask)
            | (((uint)foreground & ColorMask) << ForegroundShift)
            | (((uint)background & ColorMask) << BackgroundShift)
            | (isUnderlined ? Underline : 0)
            | (isBold ? Bold : 0);
    }

    /// <summary>The code point; 0 for the right half of a wide character.</summary>
    public uint Character => _value & CharacterMask;

    /// <summary>The character's colour, 0 to 15.</summary>
    public int Foreground => (int)((_value >> ForegroundShift) & ColorMask);

    /// <summary>The colour behind it, 0 to 15.</summary>
    public int Background => (int)((_value >> BackgroundShift) & ColorMask);

    /// <summary>Whether its strokes are thick.</summary>
    public bool IsBold => (_value & Bold) != 0;

    /// <summary>Whether there is a line below it.</summary>
    public bool IsUnderlined => (_value & Underline) != 0;

    /// <summary>Another character in the same colours and style.</summary>
    public ScreenCell With(uint character) => new((_value & ~CharacterMask) | (character & CharacterMask));

    /// <summary>The same character with its two colours exchanged.</summary>
    public ScreenCell Reversed() => new(Character, Background, Foreground, IsBold, IsUnderlined);

    /// <summary>Whether colours and style are the same; the characters may differ.</summary>
    public bool LooksLike(ScreenCell other) => ((_value ^ other._value) & ~CharacterMask) == 0;

    /// <inheritdoc/>
    public bool Equals(ScreenCell other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScreenCell other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value;

    /// <summary>Whether two cells show the same.</summary>
    public static bool operator ==(ScreenCell left, ScreenCell right) => left.Equals(right);

    /// <summary>Whether two cells show something different.</summary>
    public static bool operator !=(ScreenCell left, ScreenCell right) => !left.Equals(right);
}
