namespace Lodestar.Core.Clocks;

/// <summary>Says when the time stamp counter has gone at another speed than is known too often to be an accident.</summary>
public sealed class SteadinessJudge
{
    /// <summary>Looks in a row: a single one can be wrong because the machine stood still, under the firmware or a host.</summary>
    private const int MostFaults = 3;

    private int _faults;

    /// <summary>Takes a measurement.</summary>
    /// <param name="measured">Ticks per second since the last look; null if nobody knows, which does not count.</param>
    /// <param name="known">Ticks per second that were expected.</param>
    /// <returns>Whether the counter is not to be trusted any more.</returns>
    public bool Add(ulong? measured, ulong known)
    {
        if (measured is { } frequency)
        {
            _faults = FrequencyChoice.IsNearKnown(frequency, known) ? 0 : _faults + 1;
        }

        return _faults >= MostFaults;
    }
}
