using System;

namespace Lodestar.Core.Acpi;

/// <summary>What an x86 machine has from the time before ACPI (ACPI 6.5, table 5.11).</summary>
[Flags]
internal enum BootArchitecture : ushort
{
    HasLegacyDevices = 1 << 0,
    HasKeyboardController = 1 << 1,
    HasNoVga = 1 << 2,
    HasNoBatteryClock = 1 << 5,
}
