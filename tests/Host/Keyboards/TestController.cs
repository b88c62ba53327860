using System;
using System.Collections.Generic;
using Lodestar.Core.Keyboards;

namespace Lodestar.Host.Tests.Keyboards;

/// <summary>A keyboard controller with a keyboard; both can be broken in several ways. A look at the clock takes a microsecond.</summary>
internal sealed class TestController : IKeyboardPort
{
    private const byte OutputFull = 0x01;
    private const byte InputFull = 0x02;

    private readonly Queue<byte> _output = new();
    private byte? _command;
    private byte? _keyboardCommand;

    /// <summary>What the status always is; null for a controller that works.</summary>
    internal byte? FixedStatus { get; set; }

    /// <summary>Whether there is a keyboard that answers.</summary>
    internal bool HasKeyboard { get; set; } = true;

    /// <summary>What the self test says; null for nothing.</summary>
    internal byte? SelfTest { get; set; } = 0x55;

    internal byte Configuration { get; set; } = 0x24;

    internal bool IsFirstPortOn { get; set; } = true;

    internal bool IsSecondPortOn { get; set; } = true;

    /// <summary>Whether the keyboard sends what is typed.</summary>
    internal bool IsScanning { get; private set; }

    /// <summary>The lights of the keyboard.</summary>
    internal byte Lights { get; private set; }

    /// <summary>The bytes that the keyboard does not understand at first.</summary>
    internal int Misunderstandings { get; set; }

    public long Now { get; private set; }

    public byte ReadStatus()
    {
        Now += 1000;
        return FixedStatus ?? (byte)(_output.Count > 0 ? OutputFull : 0);
    }

    public byte ReadData() => FixedStatus is not null ? (byte)0 : _output.TryDequeue(out byte value) ? value : (byte)0;

    public void WriteCommand(byte value)
    {
        _command = null;
        switch (value)
        {
            case 0x20:
                _output.Enqueue(Configuration);
                break;
            case 0x60:
                _command = value;
                break;
            case 0xaa when SelfTest is { } result:
                _output.Enqueue(result);
                break;
            case 0xab:
                _output.Enqueue(0);
                break;
            case 0xad or 0xae:
                IsFirstPortOn = value == 0xae;
                break;
            case 0xa7 or 0xa8:
                IsSecondPortOn = value == 0xa8;
                break;
        }
    }

    public void WriteData(byte value)
    {
        if (_command == 0x60)
        {
            Configuration = value;
            _command = null;
        }
        else if (HasKeyboard)
        {
            TakeByKeyboard(value);
        }
    }

    /// <summary>Lets something be typed before anybody listens.</summary>
    internal void Type(params byte[] codes) => Array.ForEach(codes, _output.Enqueue);

    /// <summary>Hands over what the keyboard has answered.</summary>
    internal bool TryTake(out byte value) => _output.TryDequeue(out value);

    private void TakeByKeyboard(byte value)
    {
        if (Misunderstandings > 0)
        {
            Misunderstandings--;
            _output.Enqueue(0xfe);
            return;
        }

        _output.Enqueue(0xfa);
        if (_keyboardCommand == 0xed)
        {
            Lights = value;
        }

        bool isArgument = _keyboardCommand is not null;
        _keyboardCommand = !isArgument && value is 0xed or 0xf3 ? value : null;
        if (!isArgument && value == 0xf2)
        {
            _output.Enqueue(0xab);
            _output.Enqueue(0x83);
        }

        IsScanning |= !isArgument && value == 0xf4;
    }
}
