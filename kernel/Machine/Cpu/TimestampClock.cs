using System.Runtime.CompilerServices;
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

    /// <summary>What is slower or faster is no time stamp counter, even of a slow emulator: somebody is wrong.</summary>
    private const ulong LowestFrequency = 1_000_000;
    private const ulong HighestFrequency = 20_000_000_000;

    /// <summary>The counter at the zero of the clock.</summary>
    private static ulong s_start;

    /// <summary>What the clock shows when the counter, at its present speed, is 0; it may be less than 0.</summary>
    private static ulong s_offset;
    private static ulong s_frequency;

    /// <summary>Nanoseconds of a tick, in units of 2 to the power of -<see cref="ScaleShift"/>; 0 until the calibration.</summary>
    private static ulong s_scale;

    /// <summary>Ticks per second; 0 before <see cref="Calibrate"/>.</summary>
    public static ulong Frequency => s_frequency;

    /// <summary>Where the frequency is known from.</summary>
    public static TimestampOrigin Origin { get; private set; }

    /// <summary>The same in words.</summary>
    public static string OriginName => Origin switch
    {
        TimestampOrigin.Crystal => "CPUID",
        TimestampOrigin.BaseFrequency => "CPUID's base frequency",
        TimestampOrigin.Hypervisor => "the hypervisor",
        TimestampOrigin.IntervalTimer => "the interval timer",
        TimestampOrigin.Corrected => "a measurement",
        _ => "a guess",
    };

    /// <summary>Nanoseconds since <see cref="Start"/>; 0 until the counter is calibrated.</summary>
    public static ulong Nanoseconds
    {
        // Inlined: programs ask for the time more often than for anything else.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => NanosecondsOf(CpuInstructions.ReadTimestamp()) + s_offset;
    }

    /// <summary>Makes this moment the zero of the clock.</summary>
    public static void Start() => s_start = CpuInstructions.ReadTimestamp();

    /// <summary>Finds out the frequency: asks the CPU, then the hypervisor, then measures for 5 ms.</summary>
    public static void Calibrate()
    {
        // A machine without any of the three still needs a clock that runs; the ACPI tables lead to better ones.
        const ulong Assumed = 1_000_000_000;
        if (IsPlausible(s_frequency = ReadCrystal()))
        {
            Origin = TimestampOrigin.Crystal;
        }
        else if (IsPlausible(s_frequency = ReadHypervisor()))
        {
            Origin = TimestampOrigin.Hypervisor;
        }
        else if (IsPlausible(s_frequency = IntervalTimer.MeasureTimestampFrequency()))
        {
            Origin = TimestampOrigin.IntervalTimer;
        }
        else if (IsPlausible(s_frequency = ReadBaseFrequency()))
        {
            Origin = TimestampOrigin.BaseFrequency;
        }
        else
        {
            s_frequency = Assumed;
        }

        s_scale = (NanosecondsPerSecond << ScaleShift) / s_frequency;
        s_offset = 0 - NanosecondsOf(s_start);
    }

    /// <summary>Whether a CPU can have a counter of so many ticks per second.</summary>
    public static bool IsPlausible(ulong frequency) => frequency is >= LowestFrequency and <= HighestFrequency;

    /// <summary>Corrects the frequency. The clock goes on from what it shows.</summary>
    /// <param name="frequency">A plausible one.</param>
    public static void Correct(ulong frequency)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        ulong now = CpuInstructions.ReadTimestamp();
        ulong shown = NanosecondsOf(now) + s_offset;
        s_frequency = frequency;
        s_scale = (NanosecondsPerSecond << ScaleShift) / frequency;
        s_offset = shown - NanosecondsOf(now);
        Origin = TimestampOrigin.Corrected;
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    /// <summary>Lets the clock go on from a later time than it shows; nothing happens for an earlier one.</summary>
    public static void Advance(ulong nanoseconds)
    {
        ulong now = Nanoseconds;
        s_offset += nanoseconds > now ? nanoseconds - now : 0;
    }

    /// <summary>Ticks after which at least this many nanoseconds have passed on this clock.</summary>
    /// <param name="nanoseconds">Up to <see cref="LongestInterval"/>.</param>
    public static ulong TicksIn(ulong nanoseconds)
    {
        // Now and then, the clock may each time have lost a part of a nanosecond.
        const ulong Lost = 2;
        return (((nanoseconds + Lost) << ScaleShift) + s_scale - 1) / s_scale;
    }

    /// <summary>In two parts, because the product has more than 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NanosecondsOf(ulong ticks) =>
        ((ticks >> ScaleShift) * s_scale) + (((ticks & ((1UL << ScaleShift) - 1)) * s_scale) >> ScaleShift);

    /// <summary>The counter's ratio to the crystal, and the crystal's frequency (Intel SDM volume 3, 18.7.3); 0 if the CPU does not say.</summary>
    private static ulong ReadCrystal()
    {
        const uint TscLeaf = 0x15;
        Cpuid tsc = Cpuid.Read(TscLeaf);
        return tsc.Eax == 0 ? 0 : (ulong)tsc.Ecx * tsc.Ebx / tsc.Eax;
    }

    /// <summary>
    /// Where the crystal is not named, the counter runs at about the base frequency, which is given in whole MHz; 0 if the CPU does
    /// not say.
    /// </summary>
    private static ulong ReadBaseFrequency()
    {
        const uint FrequencyLeaf = 0x16;
        const ulong HertzPerMegahertz = 1_000_000;
        return (ushort)Cpuid.Read(FrequencyLeaf).Eax * HertzPerMegahertz;
    }

    private static ulong ReadHypervisor()
    {
        // The timing leaf that VMware defined and KVM took over: EAX is the counter's frequency in kHz.
        const uint TimingLeaf = Cpuid.HypervisorBase + 0x10;
        return CpuFeatures.Has(CpuFeature.Hypervisor) ? Cpuid.Read(TimingLeaf).Eax * 1000UL : 0;
    }
}
