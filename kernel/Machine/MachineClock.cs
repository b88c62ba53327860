using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;

namespace Lodestar.Machine;

/// <summary>The machine's clocks.</summary>
public static class MachineClock
{
    /// <summary>Nanoseconds since the kernel's first C# line.</summary>
    public static ulong Nanoseconds => TimestampClock.Nanoseconds;

    /// <summary>Reads the clock that runs on a battery, UTC, in whole seconds; null when there is none or it shows nonsense.</summary>
    public static DateTime? ReadRealTime() => RealTimeClock.Read();
}
