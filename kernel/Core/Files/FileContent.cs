using System;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files;

/// <summary>
/// Bytes that do not change: a boot module in physical memory, a file inside it, or text that the kernel made. A file of the
/// initramfs is a slice of the archive, so its bytes are in memory once.
/// </summary>
public abstract class FileContent : IImageSource
{
    /// <summary>Bytes, 0 or more.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes where they lie, so that a read copies them once.</summary>
    /// <param name="offset">0 or more; at the end and behind it there is nothing.</param>
    /// <param name="length">Bytes wanted.</param>
    /// <returns>Fewer only when the content ends before.</returns>
    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    /// <summary>Copies bytes.</summary>
    /// <param name="offset">0 or more; at the end and behind it there is nothing to copy.</param>
    /// <param name="destination">Filled from its beginning; all of it unless the content ends before.</param>
    /// <returns>Bytes copied.</returns>
    public int Read(long offset, Span<byte> destination)
    {
        ReadOnlySpan<byte> bytes = Slice(offset, destination.Length);
        bytes.CopyTo(destination);
        return bytes.Length;
    }

    /// <summary>Bytes that there are: those asked for, or those up to the end.</summary>
    protected static int Available(long length, long offset, int wanted) =>
        offset >= length ? 0 : (int)Math.Min(length - offset, wanted);
}
