using System;

namespace Lodestar.Core.Clocks;

/// <summary>A ruler and the time stamp counter, read at nearly the same moment.</summary>
/// <param name="Timestamp">The time stamp counter.</param>
/// <param name="Count">The ruler.</param>
/// <param name="Duration">Ticks of the time stamp counter that the reading took: so far the two can be apart.</param>
public readonly record struct RulerReading(ulong Timestamp, uint Count, ulong Duration)
{
    /// <summary>Reads both a few times, and keeps the reading that was held up the least, by a host or by the firmware.</summary>
    /// <param name="ruler">The ruler.</param>
    /// <param name="readTimestamp">Reads the time stamp counter.</param>
    public static RulerReading Take(IRuler ruler, Func<ulong> readTimestamp)
    {
        const int Tries = 8;
        RulerReading best = new(0, 0, ulong.MaxValue);
        for (int i = 0; i < Tries; i++)
        {
            ulong before = readTimestamp();
            uint count = ruler.Read();
            ulong duration = readTimestamp() - before;
            best = duration < best.Duration ? new RulerReading(before + (duration / 2), count, duration) : best;
        }

        return best;
    }

    /// <summary>
    /// The time stamp counter's ticks per second, by what both have counted from this reading to another. Null if that is not known to a
    /// hundredth: the ruler stands still or may have begun anew, or the readings took too long.
    /// </summary>
    /// <param name="end">A later reading.</param>
    /// <param name="ruler">The ruler of both.</param>
    /// <param name="known">About how fast the time stamp counter is; wrong by half at the most.</param>
    public ulong? FrequencyUntil(RulerReading end, IRuler ruler, ulong known)
    {
        const int Accuracy = 100;
        ulong elapsed = end.Timestamp - Timestamp;
        ulong length = 1UL << ruler.Bits;
        UInt128 expected = (UInt128)elapsed * ruler.Frequency / known;
        ulong ticks = ((ulong)end.Count - Count) & (length - 1);
        bool isSound = ticks >= Accuracy && expected < length / 2 && (Duration + end.Duration) * Accuracy <= elapsed;
        return isSound ? (ulong)((UInt128)elapsed * ruler.Frequency / ticks) : null;
    }
}
