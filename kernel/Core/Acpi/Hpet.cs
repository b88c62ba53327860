namespace Lodestar.Core.Acpi;

/// <summary>Where the high precision event timer is (IA-PC HPET specification 1.0a, 3.2.4; signature <c>HPET</c>).</summary>
/// <param name="table">The table.</param>
public sealed class Hpet(AcpiTable table)
{
    /// <summary>The table's signature.</summary>
    public const string Signature = "HPET";

    private const int BaseOffset = 40;
    private const int NumberOffset = 52;
    private const int ShortestPeriodOffset = 53;

    /// <summary>The physical address of its registers, 1 KiB; 0 when they are not in memory.</summary>
    public ulong Address =>
        table.ReadAddress(BaseOffset) is { Space: AddressSpaceKind.SystemMemory } place ? place.Address : 0;

    /// <summary>Its number, 0 for the first.</summary>
    public byte Number => table.ReadByte(NumberOffset);

    /// <summary>The shortest period, in ticks, at which none of its periodic interrupts is lost.</summary>
    public ushort ShortestPeriod => table.ReadUInt16(ShortestPeriodOffset);
}
