using System;

namespace Lodestar.Core.Files;

/// <summary>Content on the kernel's heap.</summary>
public sealed class ByteArrayContent(ReadOnlyMemory<byte> bytes) : FileContent
{
    /// <summary>No bytes.</summary>
    public static ByteArrayContent Empty { get; } = new(default);

    public override long Length => bytes.Length;

    public override int Read(long offset, Span<byte> destination)
    {
        int count = Available(bytes.Length, offset, destination.Length);
        if (count > 0)
        {
            bytes.Span.Slice((int)offset, count).CopyTo(destination);
        }

        return count;
    }
}
