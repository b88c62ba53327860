using System;

namespace Lodestar.Core.Clocks;

/// <summary>What the time stamp counter's speed is, when several say it.</summary>
public static class FrequencyChoice
{
    /// <summary>Rulers agree that are not farther apart than one part in so many.</summary>
    private const ulong Agreement = 500;

    /// <summary>The speed that is known is wrong if it is farther from the truth than one part in so many.</summary>
    private const ulong Tolerance = 100;

    /// <summary>Whether two speeds are not farther apart than one part in so many.</summary>
    public static bool AreNear(ulong one, ulong other, ulong parts) => (one > other ? one - other : other - one) <= one / parts;

    /// <summary>Whether a speed can be the one that is known, as far as 1 %.</summary>
    public static bool IsNearKnown(ulong frequency, ulong known) => AreNear(known, frequency, Tolerance);

    /// <summary>
    /// Chooses among measurements: what two rulers agree on, or else what is near to the speed that is known already; of a single ruler
    /// what it says.
    /// </summary>
    /// <param name="measured">By each ruler, the one first that is trusted most.</param>
    /// <param name="known">The speed that is known.</param>
    /// <returns>Null when there is none, or they contradict each other and the speed that is known.</returns>
    public static ulong? Choose(ReadOnlySpan<ulong> measured, ulong known)
    {
        if (measured.Length == 1)
        {
            return measured[0];
        }

        for (int i = 0; i < measured.Length; i++)
        {
            for (int j = i + 1; j < measured.Length; j++)
            {
                if (AreNear(measured[i], measured[j], Agreement))
                {
                    return measured[i];
                }
            }
        }

        foreach (ulong frequency in measured)
        {
            if (IsNearKnown(frequency, known))
            {
                return frequency;
            }
        }

        return null;
    }
}
