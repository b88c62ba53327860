using Lodestar.Machine.Devices;

namespace Lodestar.Machine.Cpu;

/// <summary>Time since the boot from the time stamp counter.</summary>
internal static class TimestampClock
{
    /// <summary>The longest time that <see cref="TicksIn"/> can convert, in nanoseconds: 8 seconds.</summary>
    public const ulong LongestInterval = 1UL << (63 - ScaleShift);

    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Bits behind the point: at 4 GHz the error is at most a second in 8 years, far below that of any crystal.</summary>
    private const int ScaleShift = 30;

    private static ulong s_start;
    private static ulong s_frequency;

    /// <summary>Nanoseconds of a tick, in units of 2 to the power of -<see cref="ScaleShift"/>; 0 until the calibration.</summary>
    private static ulong s_scale;
    private static ClockSource s_source;

    /// <summary>Where the frequency of the counter is known from.</summary>
    private enum ClockSource
    {
        Assumed,
        Cpuid,
        Hypervisor,
        IntervalTimer,
    }

    /// <summary>Ticks per second; 0 before <see cref="Calibrate"/>.</summary>
    public static ulong Frequency => s_frequency;

    /// <summary>Where the frequency comes from, in words.</summary>
    public static string SourceName => s_source switch
    {
        ClockSource.Cpuid => "CPUID",
        ClockSource.Hypervisor => "the hypervisor",
        ClockSource.IntervalTimer => "the interval timer",
        _ => "a guess: nothing to measure against",
    };

    /// <summary>Nanoseconds since <see cref="Start"/>; 0 until the counter is calibrated.</summary>
    public static ulong Nanoseconds
    {
        get
        {
            // In two parts, because the product has more than 64 bits.
            ulong ticks = CpuInstructions.ReadTimestamp() - s_start;
            return ((ticks >> ScaleShift) * s_scale) + (((ticks & ((1UL << ScaleShift) - 1)) * s_scale) >> ScaleShift);
        }
    }

    /// <summary>Makes this moment the zero of the clock.</summary>
    public static void Start() => s_start = CpuInstructions.ReadTimestamp();

    /// <summary>Finds out the frequency: asks the CPU, then the hypervisor, then measures for 5 ms.</summary>
    public static void Calibrate()
    {
        // A machine without any of the three still needs a clock that runs; its seconds are of the wrong length.
        const ulong Assumed = 1_000_000_000;
        if (TryCpuid(out s_frequency))
        {
            s_source = ClockSource.Cpuid;
        }
        else if (TryHypervisor(out s_frequency))
        {
            s_source = ClockSource.Hypervisor;
        }
        else if (IntervalTimer.TryMeasureTimestampFrequency(out s_frequency))
        {
            s_source = ClockSource.IntervalTimer;
        }
        else
        {
            s_frequency = Assumed;
        }

        s_scale = (NanosecondsPerSecond << ScaleShift) / s_frequency;
    }

    /// <summary>Ticks after which at least this many nanoseconds have passed on this clock.</summary>
    /// <param name="nanoseconds">Up to <see cref="LongestInterval"/>.</param>
    public static ulong TicksIn(ulong nanoseconds)
    {
        // Now and then, the clock may each time have lost a part of a nanosecond.
        const ulong Lost = 2;
        return (((nanoseconds + Lost) << ScaleShift) + s_scale - 1) / s_scale;
    }

    private static bool TryCpuid(out ulong frequency)
    {
        // Leaf 15h: the counter's ratio to the crystal, and the crystal's frequency (Intel SDM volume 3, 18.7.3).
        const uint TscLeaf = 0x15;
        const uint FrequencyLeaf = 0x16;
        const ulong HertzPerMegahertz = 1_000_000;
        Cpuid tsc = Cpuid.Read(TscLeaf);
        frequency = tsc.Eax == 0 ? 0 : (ulong)tsc.Ecx * tsc.Ebx / tsc.Eax;
        if (frequency == 0 && tsc.Eax != 0 && tsc.Ebx != 0)
        {
            // The crystal is not named: the counter then runs at the base frequency of leaf 16h.
            frequency = Cpuid.Read(FrequencyLeaf).Eax * HertzPerMegahertz;
        }

        return frequency != 0;
    }

    private static bool TryHypervisor(out ulong frequency)
    {
        // The timing leaf that VMware defined and KVM took over: EAX is the counter's frequency in kHz.
        const uint TimingLeaf = Cpuid.HypervisorBase + 0x10;
        frequency = CpuFeatures.Has(CpuFeature.Hypervisor) ? Cpuid.Read(TimingLeaf).Eax * 1000UL : 0;
        return frequency != 0;
    }
}
