using Lodestar.Machine.Cpu;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>
/// The PC's interval timer (Intel 8254 data sheet): channel 2 as a ruler for other clocks, channel 0 for interrupts.
/// </summary>
internal static class IntervalTimer
{
    /// <summary>Where channel 0 interrupts.</summary>
    public const int InterruptLine = 0;

    private const ushort Channel0 = 0x40;
    private const ushort Channel2 = 0x42;
    private const ushort Command = 0x43;
    private const ushort SystemControlB = 0x61;

    private const byte Channel0LowHighInterruptOnTerminalCount = 0x30;
    private const byte Channel2LowHighInterruptOnTerminalCount = 0xb0;
    private const byte GateChannel2 = 1 << 0;
    private const byte Speaker = 1 << 1;
    private const byte OutputChannel2 = 1 << 5;

    private const ulong Frequency = 1_193_182;
    private const uint MeasuredTicks = (uint)(Frequency / 200); // 5 ms

    /// <summary>Reads of the port before the timer is taken for absent: it should be over in 5 ms.</summary>
    private const int WaitLimit = 1_000_000;

    /// <summary>Interrupts once after a time in nanoseconds, or after the longest possible, 55 ms.</summary>
    /// <returns>The time.</returns>
    public static ulong Arm(ulong interval)
    {
        const ulong NanosecondsPerSecond = 1_000_000_000;
        const uint MostTicks = ushort.MaxValue;
        const ulong Longest = MostTicks * NanosecondsPerSecond / Frequency;
        interval = interval < Longest ? interval : Longest;

        // Rounded up, because an interrupt that comes too early is one too many.
        uint ticks = (uint)(((interval * Frequency) + NanosecondsPerSecond - 1) / NanosecondsPerSecond);
        Native.OutByte(Command, Channel0LowHighInterruptOnTerminalCount);
        Native.OutByte(Channel0, (byte)ticks);
        Native.OutByte(Channel0, (byte)(ticks >> 8));
        return interval;
    }

    /// <summary>Counts ticks of the time stamp counter over 5 ms; false without a timer.</summary>
    public static bool TryMeasureTimestampFrequency(out ulong frequency)
    {
        frequency = 0;
        byte control = (byte)(Native.InByte(SystemControlB) & ~(Speaker | GateChannel2));
        Native.OutByte(SystemControlB, control);
        Native.OutByte(Command, Channel2LowHighInterruptOnTerminalCount);
        Native.OutByte(Channel2, (byte)(MeasuredTicks & 0xff));
        Native.OutByte(Channel2, (byte)(MeasuredTicks >> 8));

        // The rising gate starts the count; the output rises at its end.
        Native.OutByte(SystemControlB, (byte)(control | GateChannel2));
        ulong start = CpuInstructions.ReadTimestamp();
        int waited = 0;
        while ((Native.InByte(SystemControlB) & OutputChannel2) == 0)
        {
            if (++waited > WaitLimit)
            {
                return false;
            }
        }

        ulong elapsed = CpuInstructions.ReadTimestamp() - start;
        Native.OutByte(SystemControlB, control);

        // An output that was up from the start measured nothing: an empty bus reads as ones.
        const int FewestReads = 10;
        frequency = waited < FewestReads ? 0 : elapsed * Frequency / MeasuredTicks;
        return frequency != 0;
    }
}
