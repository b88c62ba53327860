using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>
/// The CPU's 65,536 I/O ports, for drivers in the safe half. Nothing is checked: what a port does is the driver's to know. Where
/// there is no device, reads give all ones and writes vanish.
/// </summary>
public static class IoPorts
{
    /// <summary>Reads a byte (IN).</summary>
    public static byte Read8(ushort port) => Native.InByte(port);

    /// <summary>Reads two bytes, little-endian.</summary>
    public static ushort Read16(ushort port) => Native.InWord(port);

    /// <summary>Reads four bytes, little-endian.</summary>
    public static uint Read32(ushort port) => Native.InDword(port);

    /// <summary>Writes a byte (OUT).</summary>
    public static void Write8(ushort port, byte value) => Native.OutByte(port, value);

    /// <summary>Writes two bytes, little-endian.</summary>
    public static void Write16(ushort port, ushort value) => Native.OutWord(port, value);

    /// <summary>Writes four bytes, little-endian.</summary>
    public static void Write32(ushort port, uint value) => Native.OutDword(port, value);
}
