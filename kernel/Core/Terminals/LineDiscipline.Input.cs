using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <content>What comes in: from <c>n_tty_receive_buf_common</c> down in Linux.</content>
public sealed partial class LineDiscipline
{
    /// <summary>Bytes after which a program gets its turn, however fast they come.</summary>
    private const int MostAtOnce = 4096;

    /// <summary>So little room, or so few bytes, are when IXOFF sends VSTOP and VSTART (TTY_THRESHOLD_THROTTLE in Linux).</summary>
    private const int Threshold = 128;

    private const byte ErrorMark = 0xff;

    private bool _isLiteral;
    private bool _hasStoppedSender;

    /// <summary>
    /// Bytes that may come in. What PARMRK makes of one takes three; and one place is for the end of the line.
    /// </summary>
    private int Room
    {
        get
        {
            int free = InputQueue.Size - _input.Count;
            return (_settings.Has(TerminalInput.MarkErrors) ? (free + 2) / 3 : free) - 1;
        }
    }

    /// <summary>Whether the line that is typed is as long as it can be. Then bytes are taken all the same: one may end it.</summary>
    private bool IsLineFull => Room <= 0 && IsCanonical && !_input.HasLine;

    /// <summary>Takes what has come in.</summary>
    private void Receive()
    {
        for (int i = 0; i < MostAtOnce && (Room > 0 || IsLineFull) && port.TryRead(out byte value, out bool isBreak); i++)
        {
            if (Room < 0)
            {
                // The byte before did not end the line, so this one takes its place.
                _input.RemoveLast(1);
            }

            if (isBreak)
            {
                ReceiveBreak();
            }
            else
            {
                Receive(value);
            }

            Screen.Flush();
        }

        if (_settings.Has(TerminalInput.StopInput) && !_hasStoppedSender && Room < Threshold && HasInput)
        {
            _hasStoppedSender = true;
            Send(TerminalCharacter.Stop);
        }
    }

    /// <summary>There is room again.</summary>
    private void LetSendersGoOn()
    {
        if (_hasStoppedSender && _input.Count <= Threshold)
        {
            _hasStoppedSender = false;
            Send(TerminalCharacter.Start);
        }
    }

    private void ReceiveBreak()
    {
        if (_settings.Has(TerminalInput.IgnoreBreak))
        {
            return;
        }

        if (_settings.Has(TerminalInput.BreakInterrupts))
        {
            SendSignal(Signal.SIGINT);
            return;
        }

        if (_settings.Has(TerminalInput.MarkErrors))
        {
            _input.Add(ErrorMark);
            _input.Add(0);
        }

        _input.Add(0);
    }

    private void Receive(byte value)
    {
        if (_settings.Has(TerminalInput.Strip))
        {
            value &= 0x7f;
        }

        if (_settings.Has(TerminalInput.ToLower) && _settings.Has(TerminalLocal.Extended))
        {
            value = Latin1.ToLower(value);
        }

        if (!_isLiteral && _settings.IsSpecial(value))
        {
            ReceiveSpecial(value);
            return;
        }

        _isLiteral = false;
        StartAtAny();
        EchoTyped(value);
        Append(value);
    }

    private void ReceiveSpecial(byte value)
    {
        if (ControlsFlow(value) || SendsSignal(value))
        {
            return;
        }

        StartAtAny();
        if (value == '\r')
        {
            if (_settings.Has(TerminalInput.IgnoreCarriageReturn))
            {
                return;
            }

            value = _settings.Has(TerminalInput.CarriageReturnToLineFeed) ? (byte)'\n' : value;
        }
        else if (value == '\n' && _settings.Has(TerminalInput.LineFeedToCarriageReturn))
        {
            value = (byte)'\r';
        }

        if (IsCanonical && Edit(value))
        {
            return;
        }

        if (value == '\n' && _settings.Has(TerminalLocal.Echo))
        {
            FinishErasing();
            Screen.EchoRaw(value);
        }
        else
        {
            EchoTyped(value);
        }

        Append(value);
    }

    /// <summary>With IXANY, typing lets the output go on.</summary>
    private void StartAtAny()
    {
        if (Screen.IsStopped && !Screen.IsStoppedByProgram && _settings.Has(TerminalInput.StopOutput)
            && _settings.Has(TerminalInput.AnyStarts))
        {
            Screen.Start();
        }
    }

    private bool ControlsFlow(byte value)
    {
        if (!_settings.Has(TerminalInput.StopOutput))
        {
            return false;
        }

        if (value == _settings[TerminalCharacter.Start])
        {
            Screen.Start();
            return true;
        }

        if (value == _settings[TerminalCharacter.Stop])
        {
            Screen.Stop();
            return true;
        }

        return false;
    }

    private bool SendsSignal(byte value)
    {
        if (!_settings.Has(TerminalLocal.Signals))
        {
            return false;
        }

        Signal signal =
            value == _settings[TerminalCharacter.Interrupt] ? Signal.SIGINT
            : value == _settings[TerminalCharacter.Quit] ? Signal.SIGQUIT
            : value == _settings[TerminalCharacter.Suspend] ? Signal.SIGTSTP
            : Signal.None;
        if (signal == Signal.None)
        {
            return false;
        }

        SendSignal(signal);
        if (_settings.Has(TerminalInput.StopOutput))
        {
            Screen.Start();
        }

        if (_settings.Has(TerminalLocal.Echo))
        {
            Screen.Echo(value);
        }

        return true;
    }

    private void SendSignal(Signal signal)
    {
        signals.Send(signal);
        if (!_settings.Has(TerminalLocal.NoFlush))
        {
            Screen.Discard();
            ClearInput();
        }
    }

    private void EchoTyped(byte value)
    {
        if (!_settings.Has(TerminalLocal.Echo))
        {
            return;
        }

        FinishErasing();
        if (_input.LineLength == 0)
        {
            Screen.BeginLine();
        }

        Screen.Echo(value);
    }

    private void Append(byte value)
    {
        if (value == ErrorMark && _settings.Has(TerminalInput.MarkErrors))
        {
            _input.Add(value);
        }

        _input.Add(value);
    }
}
