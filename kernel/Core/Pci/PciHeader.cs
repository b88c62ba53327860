namespace Lodestar.Core.Pci;

/// <summary>Offsets and bits of the configuration header (PCI 3.0, 6.1; PCI-to-PCI Bridge 1.2, 3.2; PC Card Standard 8, CardBus bridges).</summary>
internal static class PciHeader
{
    /// <summary>Vendor, and device in the upper half.</summary>
    internal const int Identity = 0x00;

    /// <summary>Command, and status in the upper half.</summary>
    internal const int Command = 0x04;

    /// <summary>Revision, and class in the upper three bytes.</summary>
    internal const int Class = 0x08;

    /// <summary>The header's type is the third byte.</summary>
    internal const int Type = 0x0c;

    internal const int FirstBar = 0x10;

    /// <summary>Of bridges: own bus, bus behind it, last bus behind it.</summary>
    internal const int Buses = 0x18;

    /// <summary>Subsystem vendor and device, by type of header; bridges have a capability for them.</summary>
    internal const int Subsystem = 0x2c;
    internal const int CardBusSubsystem = 0x40;

    internal const int Capabilities = 0x34;
    internal const int CardBusCapabilities = 0x14;

    /// <summary>The address of read-only memory, by type of header.</summary>
    internal const int Rom = 0x30;
    internal const int BridgeRom = 0x38;

    /// <summary>Line, and pin in the second byte.</summary>
    internal const int Interrupt = 0x3c;

    /// <summary>Of the command register: the function answers at its ports, and at its addresses.</summary>
    internal const uint DecodesPorts = 1;
    internal const uint DecodesMemory = 2;

    /// <summary>Of status, in the upper half: there is a list of capabilities.</summary>
    internal const uint HasCapabilities = 1 << (16 + 4);

    /// <summary>Of the type: further functions.</summary>
    internal const byte MultiFunction = 0x80;

    internal const byte NormalType = 0;
    internal const byte BridgeType = 1;
    internal const byte CardBusType = 2;

    /// <summary>Capabilities' numbers: subsystem of a bridge, PCI Express.</summary>
    internal const byte SubsystemCapability = 0x0d;
    internal const byte ExpressCapability = 0x10;
}
