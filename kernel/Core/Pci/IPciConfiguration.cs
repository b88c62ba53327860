namespace Lodestar.Core.Pci;

/// <summary>The configuration space of PCI functions (PCI Local Bus specification 3.0, chapter 6). The kernel only reads it.</summary>
public interface IPciConfiguration
{
    /// <summary>What reads give where there is no function.</summary>
    const uint Absent = 0xffff_ffff;

    /// <summary>Bytes of the space that every function has.</summary>
    const int Size = 256;

    /// <summary>Bytes of that of PCI Express.</summary>
    const int ExtendedSize = 4096;

    /// <summary>Reads four bytes, little-endian.</summary>
    /// <param name="address">The function, which need not be there.</param>
    /// <param name="offset">A multiple of 4, from 0 to less than <see cref="ExtendedSize"/>.</param>
    /// <returns><see cref="Absent"/> for what cannot be read.</returns>
    uint Read(PciAddress address, int offset);

    /// <summary>Whether more than <see cref="Size"/> bytes of a function on a bus can be read.</summary>
    bool IsExtended(ushort segment, byte bus);
}
