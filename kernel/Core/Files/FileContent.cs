using System;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files;

/// <summary>
/// The bytes of a file: a boot module in physical memory, a file inside it, text that the kernel made, or a file
/// that can be written. A file of the initramfs begins as a slice of the archive, so its bytes are in memory once.
/// </summary>
public abstract class FileContent : IImageSource
{
    /// <summary>Bytes, 0 or more.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes where they lie, so that a read copies them once: until the content changes or the thread waits.</summary>
    /// <param name="offset">0 or more; at the end and behind it there is nothing.</param>
    /// <param name="length">Bytes wanted.</param>
    /// <returns>Perhaps fewer, because the next ones lie elsewhere; none only at the end, or when none are wanted.</returns>
    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    /// <summary>Copies bytes.</summary>
    /// <param name="offset">0 or more; at the end and behind it there is nothing to copy.</param>
    /// <param name="destination">Filled from its beginning; all of it unless the content ends before.</param>
    /// <returns>Bytes copied.</returns>
    public int Read(long offset, Span<byte> destination)
    {
        int done = 0;
        while (done < destination.Length)
        {
            ReadOnlySpan<byte> bytes = Slice(offset + done, destination.Length - done);
            if (bytes.IsEmpty)
            {
                break;
            }

            bytes.CopyTo(destination[done..]);
            done += bytes.Length;
        }

        return done;
    }

    /// <summary>Where data begins, SEEK_DATA.</summary>
    /// <param name="offset">0 or more, before the end.</param>
    /// <returns>The offset itself or one behind it; -1 when there are only holes.</returns>
    public virtual long FindData(long offset) => offset;

    /// <summary>Where a hole begins, SEEK_HOLE: at the latest at the end.</summary>
    /// <param name="offset">0 or more, before the end.</param>
    public virtual long FindHole(long offset) => Length;

    /// <summary>Bytes that there are: those asked for, or those up to the end.</summary>
    protected static int Available(long length, long offset, int wanted) =>
        offset >= length ? 0 : (int)Math.Min(length - offset, wanted);
}
