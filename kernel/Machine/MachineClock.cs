using Lodestar.Machine.Cpu;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine;

/// <summary>The machine's clocks.</summary>
public static class MachineClock
{
    /// <summary>Nanoseconds since the kernel's first C# line.</summary>
    public static ulong Nanoseconds => TimestampClock.Nanoseconds;

    /// <summary>Tells the CPU that its program only waits (PAUSE).</summary>
    public static void Pause() => Native.Pause();
}
