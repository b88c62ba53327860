using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>The terminal behind /dev/console and /dev/tty.</summary>
public interface IConsole
{
    /// <summary>How it treats input and output.</summary>
    Termios Settings { get; }

    /// <summary>Whether a read does not wait: a line is finished, or there is no more input.</summary>
    bool IsReadable { get; }

    /// <summary>Bytes that can be read of finished lines.</summary>
    int Available { get; }

    /// <summary>Reads what was typed.</summary>
    /// <param name="destination">At most so many bytes.</param>
    /// <param name="mayWait">Whether to wait until there is something; otherwise EAGAIN.</param>
    /// <returns>Bytes read; 0 at the end of input.</returns>
    IoResult Read(Span<byte> destination, bool mayWait);

    /// <summary>Shows text.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="mayWait">Whether to wait for the device; otherwise EAGAIN, or only a part is written.</param>
    /// <returns>Bytes written.</returns>
    IoResult Write(ReadOnlySpan<byte> source, bool mayWait);
}
