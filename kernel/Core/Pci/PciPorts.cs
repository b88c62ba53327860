using Lodestar.Machine.Devices;

namespace Lodestar.Core.Pci;

/// <summary>Configuration space through two ports (PCI 3.0, 3.2.2.3.2, configuration mechanism #1): segment 0, 256 bytes of each function.</summary>
public sealed class PciPorts : IPciConfiguration
{
    private const ushort AddressPort = 0xcf8;
    private const ushort DataPort = 0xcfc;
    private const uint Enable = 1U << 31;
    private const int FunctionShift = 8;

    private PciPorts()
    {
    }

    /// <summary>The ports; null if nothing answers there.</summary>
    public static PciPorts? Find()
    {
        // The address register keeps what is written to it.
        uint before = IoPorts.Read32(AddressPort);
        IoPorts.Write32(AddressPort, Enable);
        bool isThere = IoPorts.Read32(AddressPort) == Enable;
        IoPorts.Write32(AddressPort, before);
        return isThere ? new PciPorts() : null;
    }

    /// <inheritdoc/>
    public uint Read(PciAddress address, int offset)
    {
        if (address.Segment != 0 || offset >= IPciConfiguration.Size)
        {
            return IPciConfiguration.Absent;
        }

        IoPorts.Write32(AddressPort, Enable | (address.Number << FunctionShift) | (uint)offset);
        return IoPorts.Read32(DataPort);
    }

    /// <inheritdoc/>
    public bool IsExtended(ushort segment, byte bus) => false;
}
