using System.Runtime.CompilerServices;
using System.Threading;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.Devices;

/// <summary>
/// Time since the boot from a counter of 32 bits in memory, such as that of the high precision event timer. It has to be read more
/// often than it wraps.
/// </summary>
internal static class CounterClock
{
    /// <summary>Bits behind the point: with those of <see cref="s_scale"/> before it, for a period of 100 ns at the most, 31.</summary>
    private const int ScaleShift = 24;
    private const ulong FemtosecondsPerNanosecond = 1_000_000;

    private static MmioRegion? s_registers;
    private static ulong s_offset;

    /// <summary>Nanoseconds of a tick, in units of 2 to the power of -<see cref="ScaleShift"/>.</summary>
    private static ulong s_scale;

    /// <summary>The counter as it was read last, with as many bits as it had needed.</summary>
    private static ulong s_last;
    private static ulong s_start;
    private static ulong s_shown;

    /// <summary>Nanoseconds since the boot.</summary>
    public static ulong Nanoseconds
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get
        {
            ulong ticks = Read() - s_start;
            return s_shown + ((ticks >> ScaleShift) * s_scale) + (((ticks & ((1UL << ScaleShift) - 1)) * s_scale) >> ScaleShift);
        }
    }

    /// <summary>Lets the clock go on from the time that the other one shows.</summary>
    /// <param name="registers">Where the counter is.</param>
    /// <param name="offset">Where its low 32 bits are in there.</param>
    /// <param name="period">Femtoseconds of a tick, up to 100 ns.</param>
    public static void Start(MmioRegion registers, ulong offset, uint period)
    {
        s_registers = registers;
        s_offset = offset;
        s_scale = ((ulong)period << ScaleShift) / FemtosecondsPerNanosecond;
        s_last = registers.Read32(offset);
        s_start = s_last;
        s_shown = TimestampClock.Nanoseconds;
    }

    /// <summary>
    /// An interrupt may come in between and read it too, and is forgotten: what was read last is only the older for it. So that comes
    /// first, and is never ahead of the counter.
    /// </summary>
    private static ulong Read()
    {
        ulong last = Volatile.Read(ref s_last);
        uint low = s_registers!.Read32(s_offset);
        ulong now = (last & ~(ulong)uint.MaxValue) | low;
        now += now < last ? 1UL << 32 : 0;
        Volatile.Write(ref s_last, now);
        return now;
    }
}
