using System;

namespace Lodestar.Core.Syscalls.Tracing;

/// <content>Strings and buffers in the caller's memory. What can't be read is printed as its address.</content>
public abstract partial class TraceWriter
{
    /// <summary>The most bytes of a buffer that are printed, strace's default (<c>-s</c>).</summary>
    private const int LongestBuffer = 32;

    /// <summary>The most bytes of a path that are printed. strace prints all of it, but a line of the log is shorter.</summary>
    private const int LongestPath = 256;

    // An octal escape.
    private const int LongestEscape = 4;

    /// <summary>Writes a string that ends in a zero byte, such as a path: <c>"/etc/passwd"</c>.</summary>
    public void UserString(ulong address)
    {
        Span<byte> bytes = stackalloc byte[LongestPath + 1];
        Span<byte> readable = bytes[..(address == 0 ? 0 : ReadUser(address, bytes))];
        int end = readable.IndexOf((byte)0);
        if (end >= 0)
        {
            Quoted(readable[..end], isCut: false);
        }
        else if (readable.Length == bytes.Length)
        {
            Quoted(readable[..LongestPath], isCut: true);
        }
        else
        {
            Pointer(address);
        }
    }

    /// <summary>Writes a buffer that the call reads: <c>"hello\n"</c>, <c>"the first 32 bytes"...</c>.</summary>
    public void InputBuffer(ulong address, ulong length)
    {
        int shown = (int)Math.Min(length, LongestBuffer);
        Span<byte> bytes = stackalloc byte[LongestBuffer];
        if (address == 0 || ReadUser(address, bytes[..shown]) < shown)
        {
            Pointer(address);
        }
        else
        {
            Quoted(bytes[..shown], isCut: length > LongestBuffer);
        }
    }

    /// <summary>Writes a buffer that the call has filled, as far as the result says; after a failure only its address.</summary>
    /// <param name="address">The buffer.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="result">The call's result, the number of bytes that it wrote.</param>
    public void OutputBuffer(ulong address, ulong length, long result)
    {
        if (result < 0)
        {
            Pointer(address);
        }
        else
        {
            InputBuffer(address, Math.Min(length, (ulong)result));
        }
    }

    private void Quoted(ReadOnlySpan<byte> bytes, bool isCut)
    {
        Write("\""u8);
        Span<byte> escape = stackalloc byte[LongestEscape];
        for (int i = 0; i < bytes.Length; i++)
        {
            bool beforeDigit = i + 1 < bytes.Length && bytes[i + 1] is >= (byte)'0' and <= (byte)'9';
            Write(escape[..Escape(bytes[i], beforeDigit, escape)]);
        }

        Write(isCut ? "\"..."u8 : "\""u8);
    }

    /// <summary>Writes one byte as in a C string, octal escapes as short as the next character allows.</summary>
    /// <returns>The number of characters.</returns>
    private static int Escape(byte value, bool beforeDigit, Span<byte> text)
    {
        byte letter = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\v' => (byte)'v',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => 0,
        };
        if (letter != 0)
        {
            text[0] = (byte)'\\';
            text[1] = letter;
            return 2;
        }

        if (value is >= (byte)' ' and <= (byte)'~')
        {
            text[0] = value;
            return 1;
        }

        int digits = beforeDigit || value > 0x3F ? 3 : value > 0x7 ? 2 : 1;
        text[0] = (byte)'\\';
        for (int i = digits; i > 0; i--)
        {
            text[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }

        return digits + 1;
    }
}
