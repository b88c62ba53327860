using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine;

/// <summary>The machine's clock, which goes by the time stamp counter or by a counter in memory.</summary>
public static class MachineClock
{
    private static bool s_usesCounter;

    /// <summary>Nanoseconds since the kernel's first C# line. Never goes back.</summary>
    public static ulong Nanoseconds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => s_usesCounter ? CounterClock.Nanoseconds : TimestampClock.Nanoseconds;
    }

    /// <summary>The time stamp counter.</summary>
    public static ulong Timestamp => CpuInstructions.ReadTimestamp();

    /// <summary>Its ticks per second, as far as is known.</summary>
    public static ulong TimestampFrequency => TimestampClock.Frequency;

    /// <summary>Where that is known from.</summary>
    public static TimestampOrigin TimestampOrigin => TimestampClock.Origin;

    /// <summary>Whether the counter goes at one rate whatever the CPU does: the CPU says so, or a hypervisor who looks after it is underneath.</summary>
    public static bool IsTimestampSteady => CpuFeatures.Has(CpuFeature.InvariantTsc);

    /// <summary>Whether a hypervisor is underneath.</summary>
    public static bool IsVirtual => CpuFeatures.Has(CpuFeature.Hypervisor);

    /// <summary>Whether a CPU can have a time stamp counter of so many ticks per second.</summary>
    public static bool IsPlausible(ulong frequency) => TimestampClock.IsPlausible(frequency);

    /// <summary>Tells the CPU that its program only waits (PAUSE).</summary>
    public static void Pause() => Native.Pause();

    /// <summary>The time stamp counter has another speed than it was taken for. The clock goes on from what it shows.</summary>
    /// <param name="frequency">Ticks per second, <see cref="IsPlausible">plausible</see>.</param>
    public static void CorrectTimestamps(ulong frequency)
    {
        LocalApicTimer.Correct(TimestampClock.Frequency, frequency);
        TimestampClock.Correct(frequency);
    }

    /// <summary>Lets the clock go by the time stamp counter, from what it shows.</summary>
    public static void UseTimestamps()
    {
        if (s_usesCounter)
        {
            TimestampClock.Advance(CounterClock.Nanoseconds);
            s_usesCounter = false;
        }
    }

    /// <summary>Lets the clock go by a counter in memory, from what it shows.</summary>
    /// <param name="registers">Where it is.</param>
    /// <param name="offset">Where its low 32 bits are in there.</param>
    /// <param name="period">Femtoseconds of a tick, up to 100,000,000. Somebody reads the clock before 2^32 of them are over.</param>
    public static void UseCounter(MmioRegion registers, ulong offset, uint period)
    {
        if (!s_usesCounter)
        {
            CounterClock.Start(registers, offset, period);
            s_usesCounter = true;
        }
    }
}
