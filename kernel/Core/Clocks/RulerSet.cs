using System;
using System.Collections.Generic;

namespace Lodestar.Core.Clocks;

/// <summary>Rulers that the time stamp counter is measured by from one look to the next.</summary>
/// <param name="rulers">The one first that is trusted most.</param>
/// <param name="readTimestamp">Reads the time stamp counter.</param>
public sealed class RulerSet(IReadOnlyList<IRuler> rulers, Func<ulong> readTimestamp)
{
    private readonly RulerReading[] _readings = new RulerReading[rulers.Count];
    private readonly ulong[] _measured = new ulong[rulers.Count];
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => rulers.Count;

    /// <summary>What each ruler that could measure has measured, at the last look.</summary>
    public ReadOnlySpan<ulong> Measured => _measured.AsSpan(0, _count);

    /// <summary>Begins to measure.</summary>
    public void Begin()
    {
        for (int i = 0; i < rulers.Count; i++)
        {
            _readings[i] = RulerReading.Take(rulers[i], readTimestamp);
        }
    }

    /// <summary>Measures since the begin.</summary>
    /// <param name="known">About how fast the time stamp counter is.</param>
    /// <returns>Its ticks per second; null if the rulers do not know.</returns>
    public ulong? End(ulong known)
    {
        _count = 0;
        for (int i = 0; i < rulers.Count; i++)
        {
            RulerReading end = RulerReading.Take(rulers[i], readTimestamp);
            if (_readings[i].FrequencyUntil(end, rulers[i], known) is { } frequency)
            {
                _measured[_count++] = frequency;
            }
        }

        return FrequencyChoice.Choose(Measured, known);
    }
}
