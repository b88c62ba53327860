namespace Lodestar.Core.Acpi;

/// <summary>Where the configuration space of some PCI buses is in memory: 1 MiB for each bus, 4 KiB for each function.</summary>
/// <param name="Address">The physical address of bus 0, be that one of them or not.</param>
/// <param name="Segment">The PCI segment group.</param>
/// <param name="FirstBus">The first bus.</param>
/// <param name="LastBus">The last bus, not lower than the first.</param>
public readonly record struct McfgSegment(ulong Address, ushort Segment, byte FirstBus, byte LastBus);
