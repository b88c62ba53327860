namespace Lodestar.Core.Acpi;

/// <summary>What an address of ACPI's is one of (ACPI 6.5, table 5.1); other values exist.</summary>
public enum AddressSpaceKind : byte
{
    /// <summary>Registers in memory.</summary>
    SystemMemory = 0,

    /// <summary>I/O ports.</summary>
    SystemIo = 1,

    /// <summary>The configuration space of a PCI device on bus 0.</summary>
    PciConfiguration = 2,
}
