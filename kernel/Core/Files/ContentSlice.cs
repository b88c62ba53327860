using System;

namespace Lodestar.Core.Files;

/// <summary>A part of other content.</summary>
public sealed class ContentSlice : FileContent
{
    private readonly FileContent _whole;
    private readonly long _start;

    /// <summary>The part from <paramref name="start"/>, which must lie inside the whole.</summary>
    public ContentSlice(FileContent whole, long start, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, whole.Length - start);
        _whole = whole;
        _start = start;
        Length = length;
    }

    public override long Length { get; }

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        int count = Available(Length, offset, length);
        return count == 0 ? default : _whole.Slice(_start + offset, count);
    }
}
