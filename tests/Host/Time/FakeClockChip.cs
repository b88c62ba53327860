using System;
using Lodestar.Core.Time;

namespace Lodestar.Host.Tests.Time;

/// <summary>A clock chip with registers that the test sets; before each read something can happen.</summary>
internal sealed class FakeClockChip : IClockChip
{
    private readonly byte[] _registers = new byte[128];

    /// <summary>A chip that has kept its time.</summary>
    internal FakeClockChip() => _registers[0x0d] = 0x80;

    /// <summary>Called before each read, with the register.</summary>
    internal Action<byte>? BeforeRead { get; set; }

    /// <summary>Reads so far.</summary>
    internal int Reads { get; private set; }

    /// <summary>A register as it is.</summary>
    internal byte this[int register]
    {
        get => _registers[register];
        set => _registers[register] = value;
    }

    public byte Read(byte register)
    {
        Reads++;
        BeforeRead?.Invoke(register);
        return _registers[register];
    }

    public void Write(byte register, byte value) => _registers[register] = value;

    /// <summary>Sets the time's registers, as they are to be.</summary>
    internal void Set(byte second, byte minute, byte hour, byte day, byte month, byte year, byte century, byte format)
    {
        (_registers[0], _registers[2], _registers[4]) = (second, minute, hour);
        (_registers[7], _registers[8], _registers[9], _registers[0x32]) = (day, month, year, century);
        _registers[0x0a] = 0x26;
        _registers[0x0b] = format;
    }
}
