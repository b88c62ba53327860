using System;

namespace Lodestar.Core.Memory;

/// <summary>The bytes of a file, as far as running and mapping it needs them.</summary>
public interface IImageSource
{
    /// <summary>Size of the file in bytes, not negative.</summary>
    long Length { get; }

    /// <summary>Reads from a place in the file.</summary>
    /// <param name="offset">In bytes from the file's start, not negative; from the end of the file on there is nothing.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <returns>How many bytes there were: fewer than asked for only at the end of the file.</returns>
    int Read(long offset, Span<byte> destination);
}
