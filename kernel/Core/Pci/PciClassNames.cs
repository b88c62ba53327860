namespace Lodestar.Core.Pci;

/// <summary>What kind of device a class code stands for (PCI Code and ID Assignment specification 1.11, chapter 1).</summary>
public static class PciClassNames
{
    private const int SubclassShift = 8;

    /// <summary>The name of a class.</summary>
    /// <param name="code">Base class, subclass and programming interface, a byte each.</param>
    public static string Of(uint code) => OfSubclass(code >> SubclassShift) ?? OfBase(code >> (2 * SubclassShift)) ?? "device";

    private static string? OfSubclass(uint code) => code switch
    {
        0x0001 => "VGA",
        0x0100 => "SCSI controller",
        0x0101 => "IDE controller",
        0x0102 => "floppy disk controller",
        0x0104 => "RAID controller",
        0x0105 => "ATA controller",
        0x0106 => "SATA controller",
        0x0107 => "SAS controller",
        0x0108 => "NVMe controller",
        0x0200 => "Ethernet controller",
        0x0300 => "VGA",
        0x0301 => "XGA",
        0x0302 => "3D controller",
        0x0400 => "video device",
        0x0401 or 0x0403 => "audio device",
        0x0500 => "memory",
        0x0501 => "flash memory",
        0x0600 => "host bridge",
        0x0601 => "ISA bridge",
        0x0604 => "PCI bridge",
        0x0607 => "CardBus bridge",
        0x0700 => "serial port",
        0x0701 => "parallel port",
        0x0703 => "modem",
        0x0800 => "interrupt controller",
        0x0801 => "DMA controller",
        0x0802 => "timer",
        0x0803 => "clock",
        0x0805 => "SD host controller",
        0x0806 => "IOMMU",
        0x0900 => "keyboard controller",
        0x0902 => "mouse controller",
        0x0c00 => "FireWire controller",
        0x0c03 => "USB controller",
        0x0c05 => "SMBus controller",
        0x0d11 => "Bluetooth controller",
        0x0d20 or 0x0d21 => "wireless network controller",
        _ => null,
    };

    private static string? OfBase(uint code) => code switch
    {
        0x00 => "unclassified device",
        0x01 => "storage controller",
        0x02 => "network controller",
        0x03 => "display controller",
        0x04 => "multimedia device",
        0x05 => "memory controller",
        0x06 => "bridge",
        0x07 => "communication controller",
        0x08 => "system peripheral",
        0x09 => "input device",
        0x0a => "docking station",
        0x0b => "processor",
        0x0c => "serial bus controller",
        0x0d => "wireless controller",
        0x0e => "intelligent controller",
        0x0f => "satellite controller",
        0x10 => "encryption controller",
        0x11 => "signal processing controller",
        0x12 => "processing accelerator",
        0x13 => "instrumentation",
        0x40 => "coprocessor",
        _ => null,
    };
}
