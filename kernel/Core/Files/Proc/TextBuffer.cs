using System;
using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Lodestar.Core.Files.Proc;

/// <summary>A text in the making: bytes are added as they are, interpolated strings as UTF-8.</summary>
public sealed class TextBuffer : IBufferWriter<byte>
{
    private const int SmallestSize = 256;

    private byte[] _bytes = new byte[SmallestSize];

    /// <summary>Bytes that there are.</summary>
    public int Length { get; private set; }

    /// <summary>The text so far.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => Reserve(Math.Max(sizeHint, 1));

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Adds an interpolated string, which has added itself when this is called.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] in Handler text) => _ = text;

    /// <summary>Adds bytes, with certain ones as a backslash and three octal digits (seq_escape in Linux).</summary>
    public void AddEscaped(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> escaped)
    {
        foreach (byte value in bytes)
        {
            if (escaped.Contains(value))
            {
                Add([(byte)'\\', Digit(value >> 6), Digit(value >> 3), Digit(value)]);
            }
            else
            {
                Add([value]);
            }
        }

        static byte Digit(int bits) => (byte)('0' + (bits & 7));
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + count));
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>The parts of an interpolated string.</summary>
    /// <param name="literalLength">Characters of the literal parts.</param>
    /// <param name="formattedCount">How many other parts there are.</param>
    /// <param name="text">Where they go.</param>
    [InterpolatedStringHandler]
    public readonly ref struct Handler(int literalLength, int formattedCount, TextBuffer text)
    {
        /// <summary>More than any number takes.</summary>
        private const int LongestNumber = 64;

        /// <summary>Characters of the literal parts.</summary>
        public int LiteralLength { get; } = literalLength;

        /// <summary>How many other parts there are.</summary>
        public int FormattedCount { get; } = formattedCount;

        public void AppendLiteral(string value)
        {
            Span<byte> room = text.Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(value.Length));
            text.Length += System.Text.Encoding.UTF8.GetBytes(value, room);
        }

        public void AppendFormatted(string value) => AppendLiteral(value);

        /// <inheritdoc cref="AppendFormatted(ReadOnlySpan{byte}, int)"/>
        public void AppendFormatted(string value, int alignment)
        {
            int start = text.Length;
            AppendLiteral(value);
            Align(start, alignment);
        }

        public void AppendFormatted(ReadOnlySpan<byte> value) => text.Add(value);

        /// <summary>Pads with blanks on the left, or with a negative alignment on the right.</summary>
        public void AppendFormatted(ReadOnlySpan<byte> value, int alignment)
        {
            int start = text.Length;
            text.Add(value);
            Align(start, alignment);
        }

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IUtf8SpanFormattable
        {
            value.TryFormat(text.Reserve(LongestNumber), out int length, format, CultureInfo.InvariantCulture);
            text.Length += length;
        }

        /// <inheritdoc cref="AppendFormatted(ReadOnlySpan{byte}, int)"/>
        public void AppendFormatted<T>(T value, int alignment, string? format = null)
            where T : IUtf8SpanFormattable
        {
            int start = text.Length;
            AppendFormatted(value, format);
            Align(start, alignment);
        }

        private void Align(int start, int alignment)
        {
            int length = text.Length - start;
            int padding = Math.Abs(alignment) - length;
            if (padding <= 0)
            {
                return;
            }

            text.Reserve(padding);
            Span<byte> field = text._bytes.AsSpan(start, length + padding);
            if (alignment > 0)
            {
                field[..length].CopyTo(field[padding..]);
                field[..padding].Fill((byte)' ');
            }
            else
            {
                field[length..].Fill((byte)' ');
            }

            text.Length += padding;
        }
    }
}
