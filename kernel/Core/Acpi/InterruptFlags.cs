using System;

namespace Lodestar.Core.Acpi;

/// <summary>
/// What an interrupt looks like: MPS INTI flags (ACPI 6.5, table 5.25). Two bits each for polarity and trigger; 0 is the bus's usual, for
/// ISA active high and edge triggered; 1 is that by name, 3 the other one.
/// </summary>
[Flags]
public enum InterruptFlags : ushort
{
    None = 0,
    PolarityMask = 3,
    ActiveLow = 3,
    TriggerMask = 3 << 2,
    LevelTriggered = 3 << 2,
}
