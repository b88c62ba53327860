namespace Lodestar.Core.Pci;

/// <summary>An address at which a function answers (PCI 3.0, 6.2.5). How far it reaches is not known: asking would stop the device.</summary>
/// <param name="Start">The first port or physical address; 0 for none.</param>
/// <param name="Flags">The low bits of the register: what is meant, how wide it is, whether reads have no effects.</param>
public readonly record struct PciBar(ulong Start, byte Flags)
{
    private const byte Ports = 1;
    private const byte Prefetchable = 8;
    private const byte WidthMask = 6;
    private const byte Width64 = 4;
    private const uint PortMask = ~3U;
    private const uint MemoryMask = ~15U;
    private const uint RomMask = 0xffff_f800;

    /// <summary>Whether ports are meant, not memory.</summary>
    public bool IsPorts => (Flags & Ports) != 0;

    /// <summary>Whether reading has no effects.</summary>
    public bool IsPrefetchable => !IsPorts && (Flags & Prefetchable) != 0;

    /// <summary>Whether the next register has the upper half.</summary>
    public bool Is64Bit => !IsPorts && (Flags & WidthMask) == Width64;

    /// <summary>Reads a register.</summary>
    /// <param name="low">Its value.</param>
    /// <param name="high">That of the next, which counts if the address has 64 bits.</param>
    internal static PciBar Of(uint low, uint high)
    {
        if (low is 0 or IPciConfiguration.Absent)
        {
            return default;
        }

        if ((low & Ports) != 0)
        {
            return (low & PortMask) == 0 ? default : new PciBar(low & PortMask, (byte)(low & ~PortMask));
        }

        byte flags = (byte)(low & ~MemoryMask);
        ulong start = low & MemoryMask;
        start |= (flags & WidthMask) == Width64 ? (ulong)high << 32 : 0;
        return start == 0 ? default : new PciBar(start, flags);
    }

    /// <summary>Reads the register of read-only memory; it has another layout.</summary>
    internal static PciBar OfRom(uint value) =>
        value == IPciConfiguration.Absent || (value & RomMask) == 0 ? default : new PciBar(value & RomMask, Prefetchable);
}
