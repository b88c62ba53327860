using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>The bytes of an open text. They are made anew whenever they are read from their beginning.</summary>
/// <param name="make">Makes them.</param>
/// <param name="reader">Who has opened the text.</param>
public sealed class TextContent(TextReader make, FileContext reader) : FileContent
{
    private ReadOnlyMemory<byte>? _text;

    /// <summary>What reading fails with since the text was made last.</summary>
    public Errno Error { get; private set; }

    public override long Length => (_text ?? Make()).Length;

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ReadOnlyMemory<byte> text = offset == 0 || _text is null ? Make() : _text.Value;
        int count = Available(text.Length, offset, length);
        return count == 0 ? default : text.Span.Slice((int)offset, count);
    }

    private ReadOnlyMemory<byte> Make()
    {
        TextBuffer text = new();
        Error = make(reader, text);
        _text = Error == Errno.None ? text.Written : default;
        return _text.Value;
    }
}
