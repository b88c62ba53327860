using System;

namespace Lodestar.Core.Screens;

/// <summary>How many cells a character takes (Unicode Standard Annex 11; wcwidth(3)), for the blocks that matter on a console.</summary>
internal static class CharacterWidth
{
    /// <summary>First and last of each range of characters that are drawn over the one before.</summary>
    private static ReadOnlySpan<uint> Combining =>
    [
        0x300, 0x36f, 0x483, 0x489, 0x591, 0x5bd, 0x5bf, 0x5bf, 0x5c1, 0x5c2, 0x5c4, 0x5c5, 0x610, 0x61a, 0x64b, 0x65f, 0x6d6, 0x6dc,
        0x900, 0x902, 0x93c, 0x93c, 0x941, 0x948, 0x94d, 0x94d, 0xe31, 0xe31, 0xe34, 0xe3a, 0xe47, 0xe4e, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff,
        0x200b, 0x200f, 0x202a, 0x202e, 0x2060, 0x2064, 0x20d0, 0x20f0, 0x302a, 0x302d, 0x3099, 0x309a, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f,
        0xfeff, 0xfeff, 0x1f3fb, 0x1f3ff, 0xe0001, 0xe007f, 0xe0100, 0xe01ef,
    ];

    /// <summary>First and last of each range of characters that are two cells wide.</summary>
    private static ReadOnlySpan<uint> Wide =>
    [
        0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff,
        0xa000, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6,
        0x16fe0, 0x18aff, 0x1b000, 0x1b2ff, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x20000, 0x3fffd,
    ];

    /// <summary>0 for what is drawn over another character or not at all, 2 for East Asian and emoji, else 1.</summary>
    /// <param name="character">A code point that is no control character.</param>
    internal static int Of(uint character)
    {
        // Nothing below is anything but one cell wide.
        const uint FirstCombining = 0x300;
        return character < FirstCombining ? 1 : IsIn(Combining, character) ? 0 : IsIn(Wide, character) ? 2 : 1;
    }

    private static bool IsIn(ReadOnlySpan<uint> ranges, uint character)
    {
        int low = 0;
        int high = ranges.Length / 2;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (character > ranges[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < ranges.Length / 2 && character >= ranges[2 * low];
    }
}
