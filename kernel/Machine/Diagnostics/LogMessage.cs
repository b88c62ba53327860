using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// What <c>KernelLog.Info($"…")</c> compiles to: the text is put together on the stack. Numbers take the format
/// <c>x</c>, or <c>x</c> and a number of digits.
/// </summary>
[InterpolatedStringHandler]
public ref struct LogMessage
{
    private const int Capacity = 400;

    private Buffer _buffer;
    private int _length;

    [InlineArray(Capacity)]
    private struct Buffer
    {
        private byte _first;
    }

    /// <summary>Called by the compiler with the lengths that it knows.</summary>
    public LogMessage(int literalLength, int formattedCount)
    {
        _length = 0;
    }

    /// <summary>The message in UTF-8.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Text => ((ReadOnlySpan<byte>)_buffer)[.._length];

    /// <summary>Appends text.</summary>
    public void AppendLiteral(string text) => AppendFormatted(text.AsSpan());

    /// <summary>Appends text; null is nothing.</summary>
    public void AppendFormatted(string? text) => AppendFormatted(text.AsSpan());

    /// <summary>Appends text.</summary>
    public void AppendFormatted(scoped ReadOnlySpan<char> text)
    {
        Utf8Text writer = new(_buffer, _length);
        writer.Append(text);
        _length = writer.Length;
    }

    /// <summary>Appends UTF-8.</summary>
    public void AppendFormatted(scoped ReadOnlySpan<byte> text)
    {
        Utf8Text writer = new(_buffer, _length);
        writer.Append(text);
        _length = writer.Length;
    }

    /// <summary>Appends a number in decimal.</summary>
    public void AppendFormatted(ulong value)
    {
        Utf8Text writer = new(_buffer, _length);
        writer.AppendDecimal(value);
        _length = writer.Length;
    }

    /// <summary>Appends a number in hexadecimal: <c>x</c>, <c>x8</c>, <c>x16</c>.</summary>
    public void AppendFormatted(ulong value, string format)
    {
        int digits = 0;
        for (int i = 1; i < format.Length; i++)
        {
            digits = (digits * 10) + (format[i] - '0');
        }

        Utf8Text writer = new(_buffer, _length);
        writer.AppendHex(value, Math.Max(digits, 1));
        _length = writer.Length;
    }

    /// <summary>Appends a number in decimal.</summary>
    public void AppendFormatted(long value)
    {
        if (value < 0)
        {
            AppendFormatted("-");
        }

        AppendFormatted(value < 0 ? 0 - (ulong)value : (ulong)value);
    }

    /// <summary>Appends a number in decimal.</summary>
    public void AppendFormatted(uint value) => AppendFormatted((ulong)value);

    /// <summary>Appends a number in decimal.</summary>
    public void AppendFormatted(int value) => AppendFormatted((long)value);

    /// <summary>Appends "true" or "false".</summary>
    public void AppendFormatted(bool value) => AppendFormatted(value ? "true" : "false");

    /// <summary>Appends a character.</summary>
    public void AppendFormatted(char value) => AppendFormatted(new ReadOnlySpan<char>(in value));
}
