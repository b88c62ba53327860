using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>
/// What goes out. While the output is stopped, or the line takes no more, echoes wait here; what programs write does not come in
/// then.
/// </summary>
/// <param name="terminal">Where it goes.</param>
/// <param name="settings">The terminal's settings.</param>
internal sealed partial class TerminalScreen(Terminal terminal, TerminalSettings settings)
{
    /// <summary>Echoes that are kept while the output is stopped; those that come later are lost.</summary>
    private const int LongestEcho = 4096;

    private readonly byte[] _waiting = new byte[LongestEcho];
    private int _waitingCount;

    /// <summary>Whether output waits: for VSTART, or for TCOON.</summary>
    internal bool IsStopped { get; private set; }

    /// <summary>Whether a program has stopped it, which only a program takes back.</summary>
    internal bool IsStoppedByProgram { get; private set; }

    /// <summary>Whether a program's bytes are taken.</summary>
    internal bool HasRoom => !IsStopped && terminal.TransmitRoom - _waitingCount >= (settings.Has(TerminalOutput.Process) ? TabWidth : 1);

    /// <summary>VSTOP was typed.</summary>
    internal void Stop()
    {
        if (!IsStopped)
        {
            Flush();
            IsStopped = true;
            terminal.Report(TerminalPacket.Stop);
        }
    }

    /// <summary>VSTART was typed, or something that has the same effect.</summary>
    internal void Start()
    {
        if (IsStopped && !IsStoppedByProgram)
        {
            IsStopped = false;
            terminal.Report(TerminalPacket.Start);
        }

        Flush();
    }

    /// <summary>TCOOFF.</summary>
    internal void StopByProgram()
    {
        Stop();
        IsStoppedByProgram = true;
    }

    /// <summary>TCOON, which does nothing unless TCOOFF was before it.</summary>
    internal void StartByProgram()
    {
        if (IsStoppedByProgram)
        {
            IsStoppedByProgram = false;
            Start();
        }
    }

    /// <summary>Shows what a program writes.</summary>
    /// <returns>Bytes that were taken: not all when the output is stopped or the line takes no more.</returns>
    internal int Write(ReadOnlySpan<byte> bytes)
    {
        Flush();
        int count = 0;
        while (count < bytes.Length && HasRoom)
        {
            Show(bytes[count++]);
        }

        Flush();
        return count;
    }

    /// <summary>Sends what waits, unless the output is stopped.</summary>
    internal void Flush()
    {
        if (IsStopped)
        {
            return;
        }

        int sent = terminal.Transmit(_waiting.AsSpan(0, _waitingCount));
        _waiting.AsSpan(sent, _waitingCount - sent).CopyTo(_waiting);
        _waitingCount -= sent;
        if (_waitingCount == 0)
        {
            MarkSent();
        }
    }

    /// <summary>Forgets what waits, and where it would have led.</summary>
    internal void Discard()
    {
        _waitingCount = 0;
        ReturnToSent();
    }

    private void Put(byte value)
    {
        if (_waitingCount == LongestEcho)
        {
            Flush();
        }

        if (_waitingCount < LongestEcho)
        {
            _waiting[_waitingCount++] = value;
        }
    }
}
