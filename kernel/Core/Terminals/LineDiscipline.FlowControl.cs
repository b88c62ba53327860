using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <content>Who has to wait: the output for VSTART, senders for room.</content>
internal sealed partial class LineDiscipline
{
    /// <summary>So little room, or so few bytes, are when IXOFF sends VSTOP and VSTART (TTY_THRESHOLD_THROTTLE in Linux).</summary>
    private const int Threshold = 128;

    private bool _hasStoppedSender;

    /// <summary>
    /// Bytes that may come in. What PARMRK makes of one takes three; and one place is for the end of the line.
    /// </summary>
    private int Room
    {
        get
        {
            int free = InputQueue.Size - _input.Count;
            return (settings.Has(TerminalInput.MarkErrors) ? (free + 2) / 3 : free) - 1;
        }
    }

    /// <summary>Whether the line that is typed is as long as it can be. Then bytes are taken all the same: one may end it.</summary>
    private bool IsLineFull => Room <= 0 && IsCanonical && !_input.HasLine;

    /// <summary>Sends one of the terminal's own characters.</summary>
    internal void SendControl(TerminalCharacter character)
    {
        byte value = settings[character];
        if (value != TerminalSettings.Disabled)
        {
            terminal.Transmit([value]);
        }
    }

    /// <summary>With IXOFF, asks a sender to stop for whom there is no room soon.</summary>
    private void StopSenders()
    {
        if (settings.Has(TerminalInput.StopInput) && !_hasStoppedSender && Room < Threshold && HasInput)
        {
            _hasStoppedSender = true;
            SendControl(TerminalCharacter.Stop);
        }
    }

    /// <summary>There is room again.</summary>
    private void LetSendersGoOn()
    {
        if (_hasStoppedSender && _input.Count <= Threshold)
        {
            _hasStoppedSender = false;
            SendControl(TerminalCharacter.Start);
        }
    }

    /// <summary>With IXANY, typing lets the output go on.</summary>
    private void StartAtAny()
    {
        if (Screen.IsStopped && !Screen.IsStoppedByProgram && settings.Has(TerminalInput.StopOutput)
            && settings.Has(TerminalInput.AnyStarts))
        {
            Screen.Start();
        }
    }

    private bool ControlsFlow(byte value)
    {
        if (!settings.Has(TerminalInput.StopOutput))
        {
            return false;
        }

        if (value == settings[TerminalCharacter.Start])
        {
            Screen.Start();
            return true;
        }

        if (value == settings[TerminalCharacter.Stop])
        {
            Screen.Stop();
            return true;
        }

        return false;
    }
}
