namespace Lodestar.Core.Pci;

/// <summary>Where a function of a PCI device is.</summary>
/// <param name="Segment">The segment group, which Linux calls a domain.</param>
/// <param name="Bus">The bus in it.</param>
/// <param name="Device">0 to 31.</param>
/// <param name="Function">0 to 7.</param>
public readonly record struct PciAddress(ushort Segment, byte Bus, byte Device, byte Function)
{
    /// <summary>Devices that a bus can have.</summary>
    public const int Devices = 32;

    /// <summary>Functions that a device can have.</summary>
    public const int Functions = 8;

    private const int DeviceShift = 3;
    private const int BusShift = 8;
    private const int SegmentShift = 16;

    /// <summary>Device and function in a byte.</summary>
    public byte DeviceFunction => (byte)((Device << DeviceShift) | Function);

    /// <summary>All of it in a number that is the higher, the later the function comes.</summary>
    public uint Number => ((uint)Segment << SegmentShift) | ((uint)Bus << BusShift) | DeviceFunction;

    /// <summary>As it is written since Linux: <c>0000:00:1f.2</c>.</summary>
    public override string ToString() => $"{Segment:x4}:{Bus:x2}:{Device:x2}.{Function:x}";
}
