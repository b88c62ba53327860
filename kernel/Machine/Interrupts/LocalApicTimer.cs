using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Interrupts;

/// <summary>
/// The local APIC's timer, one interrupt for each time that it is armed. It waits for a value of the time stamp counter, or
/// counts down at a speed that only a comparison with that counter tells.
/// </summary>
internal static class LocalApicTimer
{
    private const uint MsrTscDeadline = 0x6e0;
    private const uint ModeTscDeadline = 2 << 17;
    private const uint Masked = 1 << 16;
    private const uint DivideByOne = 0x0b;

    /// <summary>Bits behind the point of <see cref="s_scale"/>.</summary>
    private const int ScaleShift = 32;

    /// <summary>Counts of a nanosecond, in units of 2 to the power of -<see cref="ScaleShift"/>.</summary>
    private static ulong s_scale;
    private static ulong s_longestInterval;
    private static Reading s_begin;

    /// <summary>Both counters at nearly the same moment.</summary>
    private struct Reading
    {
        public ulong Nanoseconds;
        public uint Count;
    }

    /// <summary>Prepares for <see cref="ArmTimestamp"/>. The CPU has <see cref="CpuFeature.TscDeadline"/>.</summary>
    public static void UseTimestamps()
    {
        LocalApic.Write(LocalApic.Register.LocalTimer, ModeTscDeadline | InterruptVector.LocalTimer);

        // A write to memory and one to a model-specific register are not ordered by themselves.
        Native.MemoryFence();
    }

    /// <summary>Interrupts after a time in nanoseconds, or after the longest possible.</summary>
    /// <returns>The time.</returns>
    public static ulong ArmTimestamp(ulong interval)
    {
        interval = interval < TimestampClock.LongestInterval ? interval : TimestampClock.LongestInterval;
        CpuInstructions.WriteMsr(MsrTscDeadline, CpuInstructions.ReadTimestamp() + TimestampClock.TicksIn(interval));
        return interval;
    }

    /// <summary>Lets the counter run from its highest value, without an interrupt at its end.</summary>
    public static void BeginCalibration()
    {
        LocalApic.Write(LocalApic.Register.DivideConfiguration, DivideByOne);
        LocalApic.Write(LocalApic.Register.LocalTimer, Masked);
        LocalApic.Write(LocalApic.Register.InitialCount, uint.MaxValue);
        s_begin = Read();
    }

    /// <summary>
    /// Finds out the speed and prepares for <see cref="ArmCounter"/>; false if the counter stands still. Waits only if the
    /// begin was less than a millisecond ago.
    /// </summary>
    public static bool TryEndCalibration()
    {
        const ulong ShortestMeasurement = 1_000_000;
        const uint FewestCounts = 1000;
        Reading end = ReadAfter(ShortestMeasurement);
        if (end.Count == 0)
        {
            // The counter has ended, nobody knows when.
            BeginCalibration();
            end = ReadAfter(ShortestMeasurement);
        }

        LocalApic.Write(LocalApic.Register.InitialCount, 0);
        uint counts = s_begin.Count - end.Count;
        if (counts < FewestCounts)
        {
            return false;
        }

        s_scale = ((ulong)counts << ScaleShift) / (end.Nanoseconds - s_begin.Nanoseconds);
        s_longestInterval = ulong.MaxValue / s_scale;
        LocalApic.Write(LocalApic.Register.LocalTimer, InterruptVector.LocalTimer);
        return true;
    }

    /// <inheritdoc cref="ArmTimestamp"/>
    public static ulong ArmCounter(ulong interval)
    {
        interval = interval < s_longestInterval ? interval : s_longestInterval;

        // Rounded up, because an interrupt that comes too early is one too many.
        uint count = (uint)((interval * s_scale) >> ScaleShift);
        LocalApic.Write(LocalApic.Register.InitialCount, count < uint.MaxValue ? count + 1 : count);
        return interval;
    }

    /// <summary>The clock that it was compared with was wrong by a factor.</summary>
    /// <param name="wrong">Ticks per second of the time stamp counter, as it was taken for.</param>
    /// <param name="right">Ticks per second.</param>
    public static void Correct(ulong wrong, ulong right)
    {
        s_scale = (ulong)((UInt128)s_scale * right / wrong);
        s_longestInterval = s_scale == 0 ? s_longestInterval : ulong.MaxValue / s_scale;
    }

    /// <summary>Reads both when so many nanoseconds have passed since the begin.</summary>
    private static Reading ReadAfter(ulong interval)
    {
        while (TimestampClock.Nanoseconds - s_begin.Nanoseconds < interval)
        {
            Native.Pause();
        }

        return Read();
    }

    /// <summary>Reads both a few times, and keeps the reading that was least interrupted from outside, as a virtual machine is.</summary>
    private static Reading Read()
    {
        const int Tries = 8;
        ulong shortest = ulong.MaxValue;
        Reading best = default;
        for (int i = 0; i < Tries; i++)
        {
            ulong before = TimestampClock.Nanoseconds;
            uint count = LocalApic.Read(LocalApic.Register.CurrentCount);
            ulong duration = TimestampClock.Nanoseconds - before;
            if (duration < shortest)
            {
                shortest = duration;
                best.Nanoseconds = before + (duration / 2);
                best.Count = count;
            }
        }

        return best;
    }
}
