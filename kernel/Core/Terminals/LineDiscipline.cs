using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>
/// What makes a terminal of a line: editing, echo, signals, flow control, as <c>termios(3)</c> describes them and as Linux does
/// them (N_TTY, <c>drivers/tty/n_tty.c</c>). It never waits: that is the <see cref="Terminal"/>'s part.
/// </summary>
/// <param name="terminal">The line, and who gets the signals.</param>
/// <param name="settings">The terminal's settings.</param>
internal sealed partial class LineDiscipline(Terminal terminal, TerminalSettings settings)
{
    private readonly InputQueue _input = new();

    /// <summary>What goes out.</summary>
    internal TerminalScreen Screen { get; } = new(terminal, settings);

    /// <summary>Whether input comes in lines.</summary>
    internal bool IsCanonical => settings.Has(TerminalLocal.Canonical);

    /// <summary>Whether there is something to read.</summary>
    internal bool HasInput => IsCanonical ? _input.HasLine : _input.Count > 0;

    /// <summary>Whether there is so much that poll(2) tells: a line, or as many bytes as VMIN wants.</summary>
    internal bool IsReadable
    {
        get
        {
            int minimum = settings[TerminalCharacter.Time] == 0 ? Math.Max(1, (int)settings[TerminalCharacter.Minimum]) : 1;
            return IsCanonical ? _input.HasLine : _input.Count >= minimum;
        }
    }

    /// <summary>Bytes that can be read now.</summary>
    internal int Available => IsCanonical ? _input.CountInLines : _input.Count;

    /// <summary>Reads what is there: of lines not more than one.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="isComplete">Whether a read that has room for more has to be content with that.</param>
    /// <returns>Bytes read; 0 at an end of file.</returns>
    internal int Read(Span<byte> destination, out bool isComplete)
    {
        int count = IsCanonical ? _input.ReadLine(destination, out isComplete) : _input.ReadBytes(destination, out isComplete);
        LetSendersGoOn();
        return count;
    }

    /// <summary>Changes how it treats input and output.</summary>
    internal void ChangeSettings(in Termios value)
    {
        bool wasCanonical = IsCanonical;
        bool couldStop = settings.Has(TerminalInput.StopOutput);
        settings.Value = value;
        if (wasCanonical != IsCanonical)
        {
            _input.SetMode(IsCanonical);
            _isErasing = false;
            _isLiteral = false;
        }

        if (couldStop && !settings.Has(TerminalInput.StopOutput) && !Screen.IsStoppedByProgram)
        {
            // Nobody could start it any more.
            Screen.Start();
        }
    }

    /// <summary>Forgets what was typed and not read.</summary>
    internal void ClearInput()
    {
        _input.Clear();
        _isErasing = false;
        LetSendersGoOn();
        terminal.Report(TerminalPacket.FlushRead);
    }
}
