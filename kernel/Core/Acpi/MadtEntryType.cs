namespace Lodestar.Core.Acpi;

/// <summary>Interrupt controller structures that the kernel reads (ACPI 6.5, table 5.21).</summary>
internal enum MadtEntryType : byte
{
    LocalApic = 0,
    IoApic = 1,
    SourceOverride = 2,
    NmiSource = 3,
    LocalApicAddress = 5,
    LocalX2Apic = 9,
}
