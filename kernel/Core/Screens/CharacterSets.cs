using System;

namespace Lodestar.Core.Screens;

/// <summary>The characters of <see cref="CharacterSet"/>.</summary>
internal static class CharacterSets
{
    private const uint FirstGraphic = '_';

    /// <summary>From "_" to "~": blank, diamond, checker board, control pictures, degree, plus-minus, and lines (VT220 manual, table 2-4).</summary>
    private static ReadOnlySpan<char> Graphics =>
        "\u00a0\u25c6\u2592\u2409\u240c\u240d\u240a\u00b0\u00b1\u2424\u240b\u2518\u2510\u250c\u2514\u253c\u23ba\u23bb\u2500\u23bc\u23bd\u251c\u2524\u2534\u252c\u2502\u2264\u2265\u03c0\u2260\u00a3\u00b7";

    /// <summary>The character that is meant.</summary>
    internal static uint Translate(CharacterSet set, uint character) =>
        set == CharacterSet.Graphics && character - FirstGraphic < (uint)Graphics.Length
            ? Graphics[(int)(character - FirstGraphic)]
            : character;
}
