namespace Lodestar.Core.Pci;

/// <summary>
/// Both ways to configuration space. The old one serves what it reaches, because it is never wrong; the new one the rest,
/// and all of it where there is no old one.
/// </summary>
/// <param name="ports">The way through ports; null without.</param>
/// <param name="memory">The way through memory; null without.</param>
public sealed class PciConfiguration(IPciConfiguration? ports, IPciConfiguration? memory) : IPciConfiguration
{
    /// <summary>Whether there is any PCI.</summary>
    public bool IsPresent => ports is not null || memory is not null;

    /// <inheritdoc/>
    public uint Read(PciAddress address, int offset)
    {
        IPciConfiguration? way = address.Segment == 0 && offset < IPciConfiguration.Size ? ports ?? memory : memory;
        return way?.Read(address, offset) ?? IPciConfiguration.Absent;
    }

    /// <inheritdoc/>
    public bool IsExtended(ushort segment, byte bus) => memory?.IsExtended(segment, bus) == true;

    /// <summary>
    /// Whether both show the same devices on bus 0: firmware's tables have been wrong about where the memory is, and reading elsewhere
    /// can hang a machine later.
    /// </summary>
    public static bool Agree(IPciConfiguration ports, IPciConfiguration memory)
    {
        bool isSeen = false;
        for (byte device = 0; device < PciAddress.Devices; device++)
        {
            PciAddress address = new(0, 0, device, 0);
            uint expected = ports.Read(address, PciHeader.Identity);
            isSeen |= expected != IPciConfiguration.Absent;
            if (memory.Read(address, PciHeader.Identity) != expected)
            {
                return false;
            }
        }

        return isSeen;
    }
}
