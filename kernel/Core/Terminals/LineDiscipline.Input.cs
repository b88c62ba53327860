using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <content>What comes in: from <c>n_tty_receive_buf_common</c> down in Linux.</content>
internal sealed partial class LineDiscipline
{
    private const byte ErrorMark = 0xff;

    private bool _isLiteral;

    /// <summary>Takes what the line has received, as far as there is room.</summary>
    /// <param name="most">Bytes after which it is enough.</param>
    /// <returns>Whether there was something.</returns>
    internal bool Receive(int most)
    {
        int count = 0;
        while (count < most && (Room > 0 || IsLineFull) && terminal.TryReceive(out byte value, out bool isBreak))
        {
            count++;
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

        StopSenders();
        return count > 0;
    }

    /// <summary>Takes a byte that a program has typed, TIOCSTI.</summary>
    internal void Type(byte value)
    {
        if (Room > 0)
        {
            Receive(value);
            Screen.Flush();
        }
    }

    private void ReceiveBreak()
    {
        if (settings.Has(TerminalInput.IgnoreBreak))
        {
            return;
        }

        if (settings.Has(TerminalInput.BreakInterrupts))
        {
            SendSignal(Signal.SIGINT);
            return;
        }

        if (settings.Has(TerminalInput.MarkErrors))
        {
            _input.Add(ErrorMark);
            _input.Add(0);
        }

        _input.Add(0);
    }

    private void Receive(byte value)
    {
        if (settings.Has(TerminalInput.Strip))
        {
            value &= 0x7f;
        }

        if (settings.Has(TerminalInput.ToLower) && settings.Has(TerminalLocal.Extended))
        {
            value = Latin1.ToLower(value);
        }

        if (!_isLiteral && settings.IsSpecial(value))
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
            if (settings.Has(TerminalInput.IgnoreCarriageReturn))
            {
                return;
            }

            value = settings.Has(TerminalInput.CarriageReturnToLineFeed) ? (byte)'\n' : value;
        }
        else if (value == '\n' && settings.Has(TerminalInput.LineFeedToCarriageReturn))
        {
            value = (byte)'\r';
        }

        if (IsCanonical && Edit(value))
        {
            return;
        }

        if (value == '\n' && settings.Has(TerminalLocal.Echo))
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

    private bool SendsSignal(byte value)
    {
        if (!settings.Has(TerminalLocal.Signals))
        {
            return false;
        }

        Signal signal =
            value == settings[TerminalCharacter.Interrupt] ? Signal.SIGINT
            : value == settings[TerminalCharacter.Quit] ? Signal.SIGQUIT
            : value == settings[TerminalCharacter.Suspend] ? Signal.SIGTSTP
            : Signal.None;
        if (signal == Signal.None)
        {
            return false;
        }

        SendSignal(signal);
        if (settings.Has(TerminalInput.StopOutput))
        {
            Screen.Start();
        }

        if (settings.Has(TerminalLocal.Echo))
        {
            Screen.Echo(value);
        }

        return true;
    }

    private void SendSignal(Signal signal)
    {
        terminal.SendToForeground(signal);
        if (!settings.Has(TerminalLocal.NoFlush))
        {
            Screen.Discard();
            terminal.Report(TerminalPacket.FlushWrite);
            ClearInput();
        }
    }

    private void EchoTyped(byte value)
    {
        if (!settings.Has(TerminalLocal.Echo))
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
        if (value == ErrorMark && settings.Has(TerminalInput.MarkErrors))
        {
            _input.Add(value);
        }

        _input.Add(value);
    }
}
