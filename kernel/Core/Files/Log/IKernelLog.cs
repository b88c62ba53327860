using System;

namespace Lodestar.Core.Files.Log;

/// <summary>The kernel's log: lines of UTF-8, of which the last ones are kept.</summary>
public interface IKernelLog
{
    /// <summary>Bytes that are kept.</summary>
    int Length { get; }

    /// <summary>Bytes that there is room for.</summary>
    int Capacity { get; }

    /// <summary>Bytes that were ever written: the position of the next one.</summary>
    ulong End { get; }

    /// <summary>Lines that were ever written.</summary>
    ulong Lines { get; }

    /// <summary>Copies bytes from a position on, or from the oldest byte that is kept, if that comes later.</summary>
    /// <param name="position">Moves behind what was copied.</param>
    /// <param name="destination">Where it goes.</param>
    /// <returns>Bytes copied, 0 at the end.</returns>
    int Read(ref ulong position, Span<byte> destination);

    /// <summary>Adds a line.</summary>
    /// <param name="level">How bad it is, as in syslog(3), 0 to 7.</param>
    /// <param name="text">The message.</param>
    void Write(int level, string text);
}
