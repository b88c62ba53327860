using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Screens;

/// <summary>The 16 colours of a screen, each 0xRRGGBB.</summary>
[InlineArray(Count)]
public struct ScreenPalette
{
    /// <summary>Colours.</summary>
    public const int Count = 16;

    private uint _first;

    /// <summary>What a screen begins with, and <c>ESC ] R</c> goes back to: the VGA's colours.</summary>
    public static ScreenPalette Standard
    {
        get
        {
            ScreenPalette palette = default;
            for (uint i = 0; i < Count; i++)
            {
                uint low = i >> 3 != 0 ? 0x55u : 0;
                uint red = ((i & 1) * 0xaa) + low;
                uint green = (((i >> 1) & 1) * 0xaa) + low;
                uint blue = (((i >> 2) & 1) * 0xaa) + low;
                palette[(int)i] = (red << 16) | (green << 8) | blue;
            }

            // Dark yellow is hard to read on black: IBM's monitors made it brown, and so does everybody since.
            palette[3] = 0xaa5500;
            return palette;
        }
    }
}
