using System;

namespace Lodestar.Core.Files;

/// <summary>Content on the kernel's heap.</summary>
public sealed class ByteArrayContent(ReadOnlyMemory<byte> bytes) : FileContent
{
    /// <summary>No bytes.</summary>
    public static ByteArrayContent Empty { get; } = new(default);

    public override long Length => bytes.Length;

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        int count = Available(bytes.Length, offset, length);
        return count == 0 ? default : bytes.Span.Slice((int)offset, count);
    }
}
