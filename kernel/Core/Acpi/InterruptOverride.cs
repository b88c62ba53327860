namespace Lodestar.Core.Acpi;

/// <summary>An interrupt line that is not connected as usual (ACPI 6.5, 5.2.12.5).</summary>
/// <param name="Line">The line of the ISA bus.</param>
/// <param name="Input">The input of the I/O APICs, counted among those of all.</param>
/// <param name="Flags">What it looks like.</param>
public readonly record struct InterruptOverride(byte Line, uint Input, InterruptFlags Flags);
