using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Terminals;

/// <summary>
/// What makes a terminal of a line: editing, echo, signals, flow control, as <c>termios(3)</c> describes them and as Linux does
/// them (N_TTY, <c>drivers/tty/n_tty.c</c>). The port has no interrupts: what was typed is looked at whenever a program does
/// something with the terminal.
/// </summary>
/// <param name="port">The line.</param>
/// <param name="signals">Who is in the foreground.</param>
public sealed partial class LineDiscipline(ITerminalPort port, ITerminalSignals signals) : IConsole
{
    private const long NanosecondsPerTenth = 100_000_000;

    private readonly TerminalSettings _settings = new();
    private readonly InputQueue _input = new();
    private WindowSize _windowSize;

    public Termios Settings => _settings.Value;

    /// <summary>SIGWINCH tells the foreground of a new one.</summary>
    public WindowSize WindowSize
    {
        get => _windowSize;
        set
        {
            if (value != _windowSize)
            {
                _windowSize = value;
                signals.Send(Signal.SIGWINCH);
            }
        }
    }

    public bool IsReadable
    {
        get
        {
            Receive();
            int minimum = _settings[TerminalCharacter.Time] == 0 ? Math.Max(1, (int)_settings[TerminalCharacter.Minimum]) : 1;
            return !port.IsPresent || (IsCanonical ? _input.HasLine : _input.Count >= minimum);
        }
    }

    public bool IsWritable
    {
        get
        {
            Receive();
            return !Screen.IsStopped;
        }
    }

    public int Available
    {
        get
        {
            Receive();
            return IsCanonical ? _input.CountInLines : _input.Count;
        }
    }

    private TerminalScreen Screen => field ??= new TerminalScreen(port, _settings);

    private bool IsCanonical => _settings.Has(TerminalLocal.Canonical);

    private bool HasInput => IsCanonical ? _input.HasLine : _input.Count > 0;

    public IoResult Read(Span<byte> destination, bool mayWait)
    {
        int minimum = Math.Min(_settings[TerminalCharacter.Minimum], destination.Length);
        long time = _settings[TerminalCharacter.Time] * NanosecondsPerTenth;
        bool isTimed = !IsCanonical && minimum == 0;
        long end = isTimed ? port.Now + time : long.MaxValue;
        int done = 0;
        while (true)
        {
            Receive();
            if (HasInput)
            {
                done += IsCanonical ? _input.ReadLine(destination) : _input.ReadBytes(destination[done..]);
                LetSendersGoOn();
                if (IsCanonical || done >= minimum)
                {
                    return done;
                }

                end = time > 0 ? port.Now + time : end;
            }
            else if (!port.IsPresent || port.Now >= end)
            {
                return done;
            }
            else if (!mayWait || signals.IsPending)
            {
                return done > 0 ? done : mayWait ? new IoResult(RestartCode.UnlessNotWanted) : Errno.EAGAIN;
            }
            else
            {
                port.Wait();
            }
        }
    }

    public IoResult Write(ReadOnlySpan<byte> source, bool mayWait)
    {
        Receive();
        while (Screen.IsStopped && !signals.IsPending)
        {
            if (!mayWait)
            {
                return Errno.EAGAIN;
            }

            port.Wait();
            Receive();
        }

        if (signals.IsPending)
        {
            return new IoResult(RestartCode.UnlessNotWanted);
        }

        foreach (byte value in source)
        {
            Screen.Show(value);
        }

        Screen.Flush();
        return source.Length;
    }

    public void SetSettings(in Termios settings, bool flushInput)
    {
        Receive();
        if (flushInput)
        {
            ClearInput();
        }

        bool wasCanonical = IsCanonical;
        bool couldStop = _settings.Has(TerminalInput.StopOutput);
        _settings.Value = settings;
        if (wasCanonical != IsCanonical)
        {
            _input.SetMode(IsCanonical);
            _isErasing = false;
            _isLiteral = false;
        }

        if (couldStop && !_settings.Has(TerminalInput.StopOutput) && !Screen.IsStoppedByProgram)
        {
            // Nobody could start it any more.
            Screen.Start();
        }
    }

    public void Flush(TerminalQueue queue)
    {
        if (queue is TerminalQueue.Input or TerminalQueue.Both)
        {
            for (int i = 0; i < MostAtOnce && port.TryRead(out _, out _); i++)
            {
            }

            ClearInput();
            LetSendersGoOn();
        }
    }

    public void ControlFlow(TerminalFlow action)
    {
        Receive();
        switch (action)
        {
            case TerminalFlow.StopOutput:
                Screen.StopByProgram();
                break;
            case TerminalFlow.StartOutput:
                Screen.StartByProgram();
                break;
            case TerminalFlow.StopInput:
                Send(TerminalCharacter.Stop);
                break;
            case TerminalFlow.StartInput:
                Send(TerminalCharacter.Start);
                break;
        }
    }

    private void ClearInput()
    {
        _input.Clear();
        _isErasing = false;
    }

    private void Send(TerminalCharacter character)
    {
        byte value = _settings[character];
        if (value != TerminalSettings.Disabled)
        {
            port.Write([value]);
        }
    }
}
