namespace Lodestar.Core.Keyboards;

/// <summary>
/// Switches a keyboard's lights. The keyboard confirms the command and then its argument, each in its own time between what is typed,
/// so nobody waits: the answers lead from step to step. A keyboard that never answers stays dark and does no harm.
/// </summary>
/// <param name="port">The controller.</param>
internal sealed class LightSwitch(IKeyboardPort port)
{
    private const byte InputFull = 0x02;

    /// <summary>Looks at the status before a byte is given up: the controller takes one within a few microseconds.</summary>
    private const int MostLooks = 1000;

    private const int MostRepetitions = 3;

    /// <summary>Nanoseconds after which an answer does not come any more.</summary>
    private const long AnswerTime = 500_000_000;

    private KeyboardLights _wanted;
    private KeyboardLights _sent;
    private Step _step;
    private int _repetitions;
    private long _deadline;

    private enum Step
    {
        Idle,
        CommandSent,
        ArgumentSent,
    }

    /// <summary>Switches to these lights, soon.</summary>
    internal void Set(KeyboardLights lights)
    {
        _wanted = lights;
        if (_step == Step.Idle || port.Now >= _deadline)
        {
            _repetitions = 0;
            Send(Step.CommandSent);
        }
    }

    /// <summary>Takes a byte from the keyboard.</summary>
    /// <returns>Whether it was an answer to a command, and nothing that was typed.</returns>
    internal bool TryTake(byte value)
    {
        if (_step == Step.Idle)
        {
            return false;
        }

        switch ((KeyboardCommand)value)
        {
            case KeyboardCommand.Acknowledged when _step == Step.CommandSent:
                _sent = _wanted;
                Send(Step.ArgumentSent);
                return true;
            case KeyboardCommand.Acknowledged:
                _step = Step.Idle;
                if (_sent != _wanted)
                {
                    Set(_wanted);
                }

                return true;
            case KeyboardCommand.Resend:
                if (++_repetitions < MostRepetitions)
                {
                    Send(_step);
                }
                else
                {
                    _step = Step.Idle;
                }

                return true;
            default:
                return false;
        }
    }

    private void Send(Step step)
    {
        _step = Step.Idle;
        for (int i = 0; i < MostLooks; i++)
        {
            if ((port.ReadStatus() & InputFull) == 0)
            {
                port.WriteData(step == Step.CommandSent ? (byte)KeyboardCommand.SetLights : (byte)_sent);
                _deadline = port.Now + AnswerTime;
                _step = step;
                return;
            }
        }
    }
}
