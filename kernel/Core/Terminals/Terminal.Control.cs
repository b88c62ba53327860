using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Terminals;

/// <content>What programs change: <c>termios(3)</c>, <c>ioctl_tty(2)</c>. Each of these may be for the foreground only.</content>
public abstract partial class Terminal
{
    private WindowSize _windowSize;

    /// <summary>How it treats input and output.</summary>
    public Termios Settings => _settings.Value;

    /// <summary>Its size; zeros until somebody says. SIGWINCH tells the foreground of a new one.</summary>
    public WindowSize WindowSize
    {
        get => _windowSize;
        set
        {
            if (value != _windowSize)
            {
                _windowSize = value;
                SendToForeground(Signal.SIGWINCH);
            }
        }
    }

    /// <summary>Changes how it treats input and output. Output does not wait in the terminal, so there is none to wait for.</summary>
    /// <param name="settings">What cannot be changed in them is not looked at.</param>
    /// <param name="flushInput">Whether what was typed and not read is forgotten.</param>
    /// <returns>0; EIO or ERESTARTSYS for the background.</returns>
    public IoResult SetSettings(in Termios settings, bool flushInput)
    {
        IoResult result = CheckForeground(Signal.SIGTTOU);
        if (!result.IsError)
        {
            if (flushInput)
            {
                _discipline.ClearInput();
            }

            bool stopped = StopsByUsualCharacters;
            _discipline.ChangeSettings(settings);
            if (stopped != StopsByUsualCharacters)
            {
                Report(stopped ? TerminalPacket.NoStop : TerminalPacket.DoStop);
            }

            Receive();
            WakeAll();
        }

        return result;
    }

    /// <summary>Makes the settings those that it began with.</summary>
    protected void RestoreSettings() => _discipline.ChangeSettings(_initialSettings);

    /// <summary>Forgets what was typed and not read. Output does not wait in the terminal, so none of it is forgotten.</summary>
    /// <inheritdoc cref="SetSettings" path="/returns"/>
    public IoResult Flush(TerminalQueue queue)
    {
        IoResult result = CheckForeground(Signal.SIGTTOU);
        if (result.IsError)
        {
            return result;
        }

        if (queue is TerminalQueue.Input or TerminalQueue.Both)
        {
            for (int i = 0; i < MostAtOnce && TryReceive(out _, out _); i++)
            {
            }

            _discipline.ClearInput();
        }

        if (queue is TerminalQueue.Output or TerminalQueue.Both)
        {
            Report(TerminalPacket.FlushWrite);
        }

        return result;
    }

    /// <summary>Stops or starts output or input.</summary>
    /// <inheritdoc cref="SetSettings" path="/returns"/>
    public IoResult ControlFlow(TerminalFlow action)
    {
        IoResult result = CheckForeground(Signal.SIGTTOU);
        if (result.IsError)
        {
            return result;
        }

        switch (action)
        {
            case TerminalFlow.StopOutput:
                _discipline.Screen.StopByProgram();
                break;
            case TerminalFlow.StartOutput:
                _discipline.Screen.StartByProgram();
                WakeAll();
                break;
            case TerminalFlow.StopInput:
                _discipline.SendControl(TerminalCharacter.Stop);
                break;
            case TerminalFlow.StartInput:
                _discipline.SendControl(TerminalCharacter.Start);
                break;
        }

        return result;
    }

    /// <summary>Waits until all output is out, <c>tcdrain(3)</c>: none waits in the terminal.</summary>
    /// <inheritdoc cref="SetSettings" path="/returns"/>
    public IoResult Drain() => CheckForeground(Signal.SIGTTOU);

    /// <summary>Types a character as if it had been received, TIOCSTI.</summary>
    public void Type(byte character)
    {
        _discipline.Type(character);
        WakeAll();
    }

    /// <summary>Whether output waits.</summary>
    protected bool IsOutputStopped => _discipline.Screen.IsStopped;

    /// <summary>Stops the output, or starts it again, by a key that is no character.</summary>
    protected void ToggleOutput()
    {
        if (_discipline.Screen.IsStopped)
        {
            _discipline.Screen.StartByProgram();
            _discipline.Screen.Start();
            WakeAll();
        }
        else
        {
            _discipline.Screen.StopByProgram();
        }
    }

    /// <summary>Whether ^S and ^Q stop and start the output, which packet mode tells.</summary>
    private bool StopsByUsualCharacters
    {
        get
        {
            const byte ControlS = 0x13;
            const byte ControlQ = 0x11;
            return _settings.Has(TerminalInput.StopOutput)
                && _settings[TerminalCharacter.Stop] == ControlS && _settings[TerminalCharacter.Start] == ControlQ;
        }
    }
}
