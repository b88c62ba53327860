namespace Lodestar.Core.Acpi;

/// <summary>What is written to the two power management control registers to sleep, three bits each (ACPI 6.5, 7.4.2).</summary>
/// <param name="A">For the first, and for the sleep control register.</param>
/// <param name="B">For the second.</param>
public readonly record struct SleepType(byte A, byte B);
