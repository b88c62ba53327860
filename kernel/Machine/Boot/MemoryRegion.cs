namespace Lodestar.Machine.Boot;

/// <summary>A piece of the physical address space, in bytes; <see cref="End"/> is the first address behind it.</summary>
internal struct MemoryRegion
{
    public ulong Start;
    public ulong End;
    public MemoryKind Kind;

    /// <summary>Whether there is RAM behind the addresses.</summary>
    public readonly bool IsRam =>
        Kind is MemoryKind.Usable or MemoryKind.AcpiReclaimable or MemoryKind.AcpiNonVolatile;
}
