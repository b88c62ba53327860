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

    private readonly byte[] _typed = new byte[LongestLine + 1];
    private int _length;
    private int _read;
    private bool _isComplete;

    public IoResult Read(Span<byte> destination, bool mayWait)
    {
        while (!_isComplete)
        {
            if (line.TryRead(out byte value))
            {
                Type(value);
            }
            else if (!mayWait || !line.IsPresent)
            {
                // Nobody will ever type where there is no port: that is the end of input.
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
