using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>The terminal behind /dev/console and /dev/tty, with what <c>ioctl_tty(2)</c> asks of it.</summary>
public interface IConsole
{
    /// <summary>How it treats input and output.</summary>
    Termios Settings { get; }

    /// <summary>Its size; zeros until somebody says.</summary>
    WindowSize WindowSize { get; set; }

    /// <summary>Whether a read does not wait: a line is finished, or VMIN bytes are there, or there is no more input.</summary>
    bool IsReadable { get; }

    /// <summary>Whether a write does not wait: the output is not stopped.</summary>
    bool IsWritable { get; }

    /// <summary>Bytes that can be read now.</summary>
    int Available { get; }

    /// <summary>Reads what was typed.</summary>
    /// <param name="destination">At most so many bytes, and at least one.</param>
    /// <param name="mayWait">Whether to wait until there is something; otherwise EAGAIN.</param>
    /// <returns>Bytes read; 0 at the end of input and when VTIME is over; ERESTARTSYS when a signal came.</returns>
    IoResult Read(Span<byte> destination, bool mayWait);

    /// <summary>Shows text.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="mayWait">Whether to wait while the output is stopped; otherwise EAGAIN.</param>
    /// <returns>Bytes written; ERESTARTSYS when a signal came.</returns>
    IoResult Write(ReadOnlySpan<byte> source, bool mayWait);

    /// <summary>Changes how it treats input and output.</summary>
    /// <param name="settings">What cannot be changed in them is not looked at.</param>
    /// <param name="flushInput">Whether what was typed and not read is forgotten.</param>
    void SetSettings(in Termios settings, bool flushInput);

    /// <summary>Forgets what was typed and not read. Output does not wait, so none of it is forgotten.</summary>
    void Flush(TerminalQueue queue);

    /// <summary>Stops or starts output or input.</summary>
    void ControlFlow(TerminalFlow action);
}
