namespace Lodestar.Machine.Screens;

/// <summary>
/// The font in the image, which <c>tools/Font</c> writes. Numbers have 32 bits, little endian: how many ranges, glyphs and bold glyphs there
/// are; each range's first character, last character and first glyph, in ascending order; then for each size the glyphs and the bold
/// glyphs, line by line, the leftmost pixel in the highest bit. The bold glyphs are those of the first characters.
/// </summary>
internal static class ConsoleFontFormat
{
    /// <summary>Bytes before the ranges.</summary>
    public const int HeaderSize = 12;

    /// <summary>Bytes of a range.</summary>
    public const int RangeSize = 12;

    /// <summary>Width of the small size in pixels; the other is twice as large.</summary>
    public const int SmallWidth = 8;

    /// <summary>Height of the small size in pixels.</summary>
    public const int SmallHeight = 16;

    /// <summary>The last character that has a bold glyph.</summary>
    public const uint LastBold = 0x17f;

    /// <summary>Bytes of a glyph.</summary>
    public static int GlyphSize(bool isLarge) => isLarge ? SmallWidth / 4 * SmallHeight * 2 : SmallWidth / 8 * SmallHeight;
}
