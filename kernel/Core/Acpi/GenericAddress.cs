namespace Lodestar.Core.Acpi;

/// <summary>Where a register is: ACPI's generic address structure (ACPI 6.5, 5.2.3.2).</summary>
/// <param name="Space">What it is an address of.</param>
/// <param name="BitWidth">Bits of the register; some firmware leaves 0.</param>
/// <param name="BitOffset">The first bit at the address.</param>
/// <param name="AccessSize">1 byte, 2 word, 3 double word, 4 quad word; 0 says nothing.</param>
/// <param name="Address">The address; 0 is none.</param>
public readonly record struct GenericAddress(
    AddressSpaceKind Space, byte BitWidth, byte BitOffset, byte AccessSize, ulong Address)
{
    /// <summary>Bytes of the structure in a table.</summary>
    public const int Size = 12;

    /// <summary>Whether there is a register.</summary>
    public bool IsPresent => Address != 0;
}
