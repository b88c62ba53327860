using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Screens;

/// <summary>The font of screens of pixels (<see cref="ConsoleFontFormat"/>).</summary>
internal static unsafe class ConsoleFont
{
    private static byte* s_glyphs;
    private static byte* s_boldGlyphs;
    private static int s_glyphSize;

    /// <summary>Width of a character in pixels: 8 or 16.</summary>
    public static int Width { get; private set; }

    /// <summary>Height of a character in pixels.</summary>
    public static int Height { get; private set; }

    private static uint* Header => (uint*)GetConsoleFont();

    private static uint* Ranges => Header + (ConsoleFontFormat.HeaderSize / sizeof(uint));

    /// <summary>Chooses the size.</summary>
    public static void Choose(bool isLarge)
    {
        uint glyphs = Header[1];
        uint boldGlyphs = Header[2];
        byte* start = (byte*)Ranges + (Header[0] * ConsoleFontFormat.RangeSize);
        if (isLarge)
        {
            start += (glyphs + boldGlyphs) * (uint)ConsoleFontFormat.GlyphSize(isLarge: false);
        }

        s_glyphSize = ConsoleFontFormat.GlyphSize(isLarge);
        s_glyphs = start;
        s_boldGlyphs = start + (glyphs * (uint)s_glyphSize);
        Width = ConsoleFontFormat.SmallWidth << (isLarge ? 1 : 0);
        Height = ConsoleFontFormat.SmallHeight << (isLarge ? 1 : 0);
    }

    /// <summary>The glyph of a character: <see cref="Height"/> lines of <see cref="Width"/> bits.</summary>
    /// <param name="character">The character; one that is not in the font looks like U+FFFD.</param>
    /// <param name="isBold">Whether a bold one is wanted; not all characters have one.</param>
    public static byte* Find(uint character, bool isBold)
    {
        if (!TryFind(character, out uint glyph) && !TryFind(Substitute(character), out glyph))
        {
            TryFind(Utf8Decoder.Replacement, out glyph);
        }

        bool hasBold = isBold && glyph < Header[2];
        return (hasBold ? s_boldGlyphs : s_glyphs) + (glyph * (uint)s_glyphSize);
    }

    private static bool TryFind(uint character, out uint glyph)
    {
        uint* ranges = Ranges;
        uint low = 0;
        uint high = Header[0];
        while (low < high)
        {
            uint middle = (low + high) / 2;
            uint* range = ranges + (middle * (ConsoleFontFormat.RangeSize / sizeof(uint)));
            if (character < range[0])
            {
                high = middle;
            }
            else if (character > range[1])
            {
                low = middle + 1;
            }
            else
            {
                glyph = range[2] + (character - range[0]);
                return true;
            }
        }

        glyph = 0;
        return false;
    }

    /// <summary>What looks most like a character that is not there: lines of other dashes, and DEC's scan lines.</summary>
    private static uint Substitute(uint character) => character switch
    {
        0 => ' ',
        >= 0x2504 and <= 0x2507 => character + 4,
        >= 0x254c and <= 0x254f => character - 0x254c + 0x2508,
        >= 0x23ba and <= 0x23bd => 0x2500,
        _ => Utf8Decoder.Replacement,
    };

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetConsoleFont")]
    private static extern byte* GetConsoleFont();
}
