using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Startup;

/// <summary>
/// A terminal on a serial port: canonical input with echo and erase, as <c>termios(3)</c> has it by default. What is typed becomes
/// readable line by line.
/// </summary>
internal sealed class SerialConsole(SerialLine line) : IConsole
{
    private const int LongestLine = 4095;
    private const byte EndOfFile = 0x04;
    private const byte Backspace = 0x08;
    private const byte KillLine = 0x15;
    private const byte Delete = 0x7f;

    private static readonly Termios s_settings = CreateSettings();

    private readonly byte[] _typed = new byte[LongestLine + 1];
    private int _length;
    private int _read;
    private bool _isComplete;

    public Termios Settings => s_settings;

    /// <summary>Nobody will ever type where there is no port: that is the end of input.</summary>
    public bool IsReadable => TakeTyped() || !line.IsPresent;

    public int Available => TakeTyped() ? _length - _read : 0;

    public IoResult Read(Span<byte> destination, bool mayWait)
    {
        while (!TakeTyped())
        {
            if (!mayWait || !line.IsPresent)
            {
                return line.IsPresent ? Errno.EAGAIN : 0;
            }
        }

        int count = Math.Min(destination.Length, _length - _read);
        _typed.AsSpan(_read, count).CopyTo(destination);
        _read += count;
        if (_read == _length)
        {
            _read = _length = 0;
            _isComplete = false;
        }

        return count;
    }

    public IoResult Write(ReadOnlySpan<byte> source, bool mayWait)
    {
        line.Write(source);
        return source.Length;
    }

    /// <summary>What this class does, in the words of <c>termios(3)</c>.</summary>
    private static Termios CreateSettings()
    {
        Termios settings = new()
        {
            Input = TerminalInput.CarriageReturnToLineFeed,
            Output = TerminalOutput.Process | TerminalOutput.LineFeedToBoth,
            Control = TerminalControl.Baud115200 | TerminalControl.EightBits | TerminalControl.Receive | TerminalControl.Local,
            Local = TerminalLocal.Canonical | TerminalLocal.Echo | TerminalLocal.EchoErase | TerminalLocal.EchoKill
                | TerminalLocal.EchoKillErase,
        };
        settings.Characters[(int)TerminalCharacter.Erase] = Delete;
        settings.Characters[(int)TerminalCharacter.Kill] = KillLine;
        settings.Characters[(int)TerminalCharacter.EndOfFile] = EndOfFile;
        settings.Characters[(int)TerminalCharacter.Minimum] = 1;
        return settings;
    }

    /// <summary>Takes what has come in up to the end of a line.</summary>
    /// <returns>Whether a line is finished.</returns>
    private bool TakeTyped()
    {
        while (!_isComplete && line.TryRead(out byte value))
        {
            Type(value);
        }

        return _isComplete;
    }

    private void Type(byte value)
    {
        switch (value)
        {
            case EndOfFile:
                _isComplete = true;
                break;
            case Backspace or Delete:
                Erase(1);
                break;
            case KillLine:
                Erase(_length);
                break;
            case (byte)'\r' or (byte)'\n':
                Append((byte)'\n');
                _isComplete = true;
                break;
            default:
                if (_length < LongestLine)
                {
                    Append(value);
                }

                break;
        }
    }

    private void Append(byte value)
    {
        _typed[_length++] = value;
        line.Write([value]);
    }

    private void Erase(int count)
    {
        for (; count > 0 && _length > 0; count--)
        {
            _length--;
            line.Write("\b \b"u8);
        }
    }
}
