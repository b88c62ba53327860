namespace Lodestar.Machine.Devices;

/// <summary>Where an I/O APIC is.</summary>
/// <param name="Address">The physical address of its registers.</param>
/// <param name="FirstInput">The number of its first input among those of all I/O APICs.</param>
public readonly record struct IoApicPlace(ulong Address, uint FirstInput);
