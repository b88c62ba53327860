using System;

namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// Writes text as UTF-8 into a buffer of the caller. Allocates nothing, so it works before the heap exists and in a
/// panic. What does not fit is cut off.
/// </summary>
internal ref struct Utf8Text
{
    private readonly Span<byte> _buffer;
    private int _length;

    /// <summary>Starts an empty text.</summary>
    public Utf8Text(Span<byte> buffer)
    {
        _buffer = buffer;
        _length = 0;
    }

    /// <summary>Goes on with a text that fills the first <paramref name="length"/> bytes.</summary>
    public Utf8Text(Span<byte> buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    /// <summary>Bytes written.</summary>
    public readonly int Length => _length;

    /// <summary>The text.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>Empties the text.</summary>
    public void Clear() => _length = 0;

    /// <summary>Appends one byte of UTF-8.</summary>
    public void Append(byte value)
    {
        if (_length < _buffer.Length)
        {
            _buffer[_length++] = value;
        }
    }

    /// <summary>Appends UTF-8 as it is.</summary>
    public void Append(scoped ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            Append(value);
        }
    }

    /// <summary>Appends UTF-16; a lone surrogate becomes U+FFFD.</summary>
    public void Append(scoped ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            uint rune = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                rune = 0x10000 + ((rune - 0xd800) << 10) + (text[++i] - 0xdc00u);
            }
            else if (char.IsSurrogate(text[i]))
            {
                rune = 0xfffd;
            }

            AppendRune(rune);
        }
    }

    /// <summary>Appends a number in decimal, at least <paramref name="width"/> characters, filled with
    /// <paramref name="fill"/> on the left.</summary>
    public void AppendDecimal(ulong value, int width = 1, char fill = ' ')
    {
        Span<byte> digits = stackalloc byte[20];
        int start = digits.Length;
        do
        {
            digits[--start] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value != 0);

        for (int i = digits.Length - start; i < width; i++)
        {
            Append((byte)fill);
        }

        Append(digits[start..]);
    }

    /// <summary>Appends a number in hexadecimal, lower case, with at least <paramref name="digits"/> digits.</summary>
    public void AppendHex(ulong value, int digits = 1)
    {
        const int MostDigits = 16;
        for (int i = MostDigits - 1; i >= 0; i--)
        {
            if (i < digits || value >> (4 * i) != 0)
            {
                uint digit = (uint)(value >> (4 * i)) & 0xf;
                Append((byte)(digit < 10 ? '0' + digit : 'a' + digit - 10));
            }
        }
    }

    private void AppendRune(uint rune)
    {
        if (rune < 0x80)
        {
            Append((byte)rune);
        }
        else if (rune < 0x800)
        {
            Append((byte)(0xc0 | (rune >> 6)));
            Append((byte)(0x80 | (rune & 0x3f)));
        }
        else if (rune < 0x10000)
        {
            Append((byte)(0xe0 | (rune >> 12)));
            Append((byte)(0x80 | ((rune >> 6) & 0x3f)));
            Append((byte)(0x80 | (rune & 0x3f)));
        }
        else
        {
            Append((byte)(0xf0 | (rune >> 18)));
            Append((byte)(0x80 | ((rune >> 12) & 0x3f)));
            Append((byte)(0x80 | ((rune >> 6) & 0x3f)));
            Append((byte)(0x80 | (rune & 0x3f)));
        }
    }
}
