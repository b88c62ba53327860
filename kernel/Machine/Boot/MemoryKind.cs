namespace Lodestar.Machine.Boot;

/// <summary>Types of memory in a memory map (ACPI 6.5, table 15.4); loaders use the same numbers.</summary>
internal enum MemoryKind : uint
{
    Usable = 1,
    Reserved = 2,

    /// <summary>RAM that holds ACPI tables.</summary>
    AcpiReclaimable = 3,

    /// <summary>RAM that the firmware keeps across sleep.</summary>
    AcpiNonVolatile = 4,

    /// <summary>RAM that is broken.</summary>
    Unusable = 5,
}
