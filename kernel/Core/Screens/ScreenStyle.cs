using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <summary>How the characters that come next look: what SGR sets (ECMA-48, 8.3.117).</summary>
internal struct ScreenStyle
{
    private const int Bright = 8;

    internal int Foreground;
    internal int Background;
    internal bool IsBold;
    internal bool IsDim;
    internal bool IsItalic;
    internal bool IsUnderlined;
    internal bool IsBlinking;
    internal bool IsReversed;

    /// <summary>Makes the cell with a blank in this style.</summary>
    /// <param name="dimColor">The colour of dim characters.</param>
    /// <param name="underlineColor">The colour of underlined ones; -1: their own.</param>
    /// <param name="isScreenReversed">DECSCNM.</param>
    internal readonly ScreenCell Cell(int dimColor, int underlineColor, bool isScreenReversed)
    {
        // As Linux does: there is no slanted font, so italic has a colour, which counts before the others.
        const int ItalicColor = 2;
        int foreground = IsItalic ? ItalicColor
            : IsUnderlined && underlineColor >= 0 ? underlineColor
            : IsDim ? dimColor
            : Foreground;
        foreground = IsBold ? foreground | Bright : foreground;
        int background = IsBlinking ? Background ^ Bright : Background;
        ScreenCell cell = new(' ', foreground, background, IsBold, IsUnderlined);
        return IsReversed != isScreenReversed ? cell.Reversed() : cell;
    }

    /// <summary>The blank that erasing leaves: in the background colour, and without decoration (terminfo's bce).</summary>
    internal readonly ScreenCell Blank(bool isScreenReversed)
    {
        ScreenCell cell = new(' ', Foreground, IsBlinking ? Background ^ Bright : Background);
        return isScreenReversed ? cell.Reversed() : cell;
    }
}
