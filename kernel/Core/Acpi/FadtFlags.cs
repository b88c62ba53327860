using System;

namespace Lodestar.Core.Acpi;

/// <summary>Fixed feature flags that the kernel looks at (ACPI 6.5, table 5.10).</summary>
[Flags]
internal enum FadtFlags : uint
{
    TimerHas32Bits = 1 << 8,
    HasResetRegister = 1 << 10,
    HardwareReduced = 1 << 20,
}
