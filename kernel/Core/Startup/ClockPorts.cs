using Lodestar.Core.Time;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Startup;

/// <summary>The clock chip of a PC, at its two ports.</summary>
internal sealed class ClockPorts : IClockChip
{
    private const ushort IndexPort = 0x70;
    private const ushort DataPort = 0x71;

    /// <summary>The highest bit of the index would switch non-maskable interrupts off.</summary>
    private const byte IndexMask = 0x7f;

    public byte Read(byte register)
    {
        IoPorts.Write8(IndexPort, (byte)(register & IndexMask));
        return IoPorts.Read8(DataPort);
    }

    public void Write(byte register, byte value)
    {
        IoPorts.Write8(IndexPort, (byte)(register & IndexMask));
        IoPorts.Write8(DataPort, value);
    }
}
