using System;

namespace Lodestar.Core.Terminals;

/// <summary>The line that a terminal hangs on, with the time by which reads are limited.</summary>
public interface ITerminalPort
{
    /// <summary>Whether there is one. Otherwise output vanishes, and nothing is ever received.</summary>
    bool IsPresent { get; }

    /// <summary>Nanoseconds since some moment; never goes back.</summary>
    long Now { get; }

    /// <summary>Takes a byte that has been received.</summary>
    /// <param name="value">The byte; 0 for a break.</param>
    /// <param name="isBreak">Whether it is none, but a break: the line was held low for longer than a byte takes.</param>
    /// <returns>False if there is none.</returns>
    bool TryRead(out byte value, out bool isBreak);

    /// <summary>Sends bytes as they are.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits for a time in which no more is received than the port can keep.</summary>
    void Wait();
}
