using System;

namespace Lodestar.Core.Files.Devices;

/// <summary>The kernel's random numbers, as /dev/random and getrandom give them.</summary>
public interface IRandomSource
{
    /// <summary>Fills with random bytes.</summary>
    void Fill(Span<byte> destination);

    /// <summary>Stirs in bytes of which a part may be random; they never make the output more predictable.</summary>
    void Mix(ReadOnlySpan<byte> source);
}
