namespace Lodestar.Machine.Screens;

/// <summary>
/// Makes characters of UTF-8 byte by byte (Unicode 15, 3.9, table 3-7). What is not well-formed becomes U+FFFD, one for each longest
/// beginning of a sequence, as the standard recommends.
/// </summary>
public struct Utf8Decoder
{
    /// <summary>What stands for bytes that are no character.</summary>
    public const uint Replacement = 0xfffd;

    private uint _value;
    private int _missing;

    /// <summary>Bounds of the next byte, narrower behind some first bytes: no surrogates, nothing too long or too large.</summary>
    private byte _lowest;
    private byte _highest;

    /// <summary>Whether a sequence has begun and not ended.</summary>
    public readonly bool IsPending => _missing > 0;

    /// <summary>Takes a byte.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="character">A character, if there is one.</param>
    /// <param name="isAgain">
    /// Whether the byte does not belong to <paramref name="character"/>, which is a broken sequence before it: it has to be taken again.
    /// </param>
    /// <returns>Whether there is a character.</returns>
    public bool TryTake(byte value, out uint character, out bool isAgain)
    {
        isAgain = false;
        character = Replacement;
        if (_missing == 0)
        {
            return TryBegin(value, out character);
        }

        if (value < _lowest || value > _highest)
        {
            _missing = 0;
            isAgain = true;
            return true;
        }

        _value = (_value << 6) | (value & 0x3fu);
        (_lowest, _highest) = ((byte)0x80, (byte)0xbf);
        character = _value;
        return --_missing == 0;
    }

    /// <summary>Forgets what has begun.</summary>
    public void Reset() => _missing = 0;

    private bool TryBegin(byte value, out uint character)
    {
        character = value;
        if (value < 0x80)
        {
            return true;
        }

        character = Replacement;
        if (value is < 0xc2 or > 0xf4)
        {
            return true;
        }

        (_lowest, _highest) = value switch
        {
            0xe0 => ((byte)0xa0, (byte)0xbf),
            0xed => ((byte)0x80, (byte)0x9f),
            0xf0 => ((byte)0x90, (byte)0xbf),
            0xf4 => ((byte)0x80, (byte)0x8f),
            _ => ((byte)0x80, (byte)0xbf),
        };
        _missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
        _value = value & (0x3fu >> _missing);
        return false;
    }
}
