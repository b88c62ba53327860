using System;

namespace Lodestar.Machine.Screens;

/// <summary>The characters of the VGA's own font, code page 437.</summary>
internal static class CodePage437
{
    private const byte Unknown = (byte)'?';

    /// <summary>What stands in the places 1 to 31, which Unicode has elsewhere.</summary>
    private static ReadOnlySpan<char> Low => "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼";

    /// <summary>What stands in the places 127 to 255.</summary>
    private static ReadOnlySpan<char> High =>
        "⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
        + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    /// <summary>Characters that look like others: heavy, dashed and round lines, other arrows, quotation marks and blanks.</summary>
    private static ReadOnlySpan<char> Similar =>
        "━─┃│┄─┅─┆│┇│┈─┉─┊│┋│┏┌┓┐┗└┛┘┣├┫┤┳┬┻┴╋┼╭┌╮┐╯┘╰└╌─╍─╎│╏│⎺─⎻─⎼─⎽_◆♦‘'’'“\"”\"–-—-….□■▪■●•◦○✓√×x−-ŸY€EŠSšsŽZžzβß▏▌▎▌▍▌▋▌▉█▇█▆▄▅▄▃▄▂_▁_";

    /// <summary>The code of a character, or of one that looks like it; a question mark when there is neither.</summary>
    public static byte From(uint character)
    {
        if (character is >= ' ' and < 0x7f)
        {
            return (byte)character;
        }

        if (character > char.MaxValue)
        {
            return Unknown;
        }

        if (character == 0)
        {
            return (byte)' ';
        }

        byte code = Find((char)character);
        if (code == Unknown)
        {
            ReadOnlySpan<char> similar = Similar;
            for (int i = 0; i < similar.Length; i += 2)
            {
                if (similar[i] == character)
                {
                    char other = similar[i + 1];
                    return other < 0x7f ? (byte)other : Find(other);
                }
            }
        }

        return code;
    }

    private static byte Find(char character)
    {
        const int HighStart = 127;
        int place = IndexOf(High, character);
        if (place >= 0)
        {
            return (byte)(HighStart + place);
        }

        place = IndexOf(Low, character);
        return place >= 0 ? (byte)(place + 1) : Unknown;
    }

    /// <summary>A plain loop: the library's search needs vector registers that an early panic may not have.</summary>
    private static int IndexOf(ReadOnlySpan<char> text, char character)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == character)
            {
                return i;
            }
        }

        return -1;
    }
}
