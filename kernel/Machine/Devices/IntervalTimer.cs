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
    private const byte LatchChannel2 = 0x80;
    private const byte GateChannel2 = 1 << 0;
    private const byte Speaker = 1 << 1;

    private const ulong Frequency = 1_193_182;
    private const int MeasuredTicks = (int)(Frequency / 200); // 5 ms

    /// <summary>Reads of the count, a few microseconds each, before the timer is taken for too slow: it should be over in 5 ms.</summary>
    private const int WaitLimit = 100_000;

    /// <summary>Reads in which the count, which changes each microsecond, has changed.</summary>
    private const int FewestReads = 100;

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

    /// <summary>Counts ticks of the time stamp counter over 5 ms.</summary>
    /// <returns>Ticks in a second; 0 without a timer.</returns>
    public static ulong MeasureTimestampFrequency()
    {
        byte control = (byte)(Native.InByte(SystemControlB) & ~(Speaker | GateChannel2));
        Native.OutByte(SystemControlB, (byte)(control | GateChannel2));
        Native.OutByte(Command, Channel2LowHighInterruptOnTerminalCount);
        Native.OutByte(Channel2, byte.MaxValue);
        Native.OutByte(Channel2, byte.MaxValue);

        // The first reading may be of the count before.
        Read();
        Reading start = Read();
        Reading end = start;
        for (int i = 0; i < WaitLimit && start.Count - end.Count < MeasuredTicks; i++)
        {
            end = ReadOnce();
            if (i == FewestReads && end.Count == start.Count)
            {
                // It stands still: an empty bus reads as ones.
                break;
            }
        }

        end = start.Count == end.Count ? end : Read();
        Native.OutByte(SystemControlB, control);
        int ticks = start.Count - end.Count;
        return ticks < MeasuredTicks ? 0 : (end.Timestamp - start.Timestamp) * Frequency / (ulong)ticks;
    }

    /// <summary>
    /// Reads both counters a few times, and keeps the reading that took the least time: the others were held up by a host or by the
    /// firmware.
    /// </summary>
    private static Reading Read()
    {
        const int Tries = 8;
        Reading best = ReadOnce();
        for (int i = 1; i < Tries; i++)
        {
            Reading next = ReadOnce();
            best = next.Duration < best.Duration ? next : best;
        }

        return best;
    }

    private static Reading ReadOnce()
    {
        Reading reading;
        ulong before = CpuInstructions.ReadTimestamp();
        Native.OutByte(Command, LatchChannel2);
        int low = Native.InByte(Channel2);
        reading.Count = low | (Native.InByte(Channel2) << 8);
        reading.Duration = CpuInstructions.ReadTimestamp() - before;
        reading.Timestamp = before;
        return reading;
    }

    /// <summary>Both counters at the same moment, or nearly: the timestamp is of the beginning, which latches the count.</summary>
    private struct Reading
    {
        public int Count;
        public ulong Timestamp;
        public ulong Duration;
    }
}
