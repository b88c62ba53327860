namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The stress mode (<c>gcstress=N</c>): every N-th allocation collects first, and what is left of dead objects gets a
/// MethodTable word that faults, so that a reference which the collector missed shows at its next use.
/// </summary>
internal static class GcStress
{
    /// <summary>A non-canonical address: using it as a MethodTable faults at once.</summary>
    internal const ulong Poison = 0xdead_dead_dead_dead;

    private static uint s_interval;
    private static uint s_countdown;

    /// <summary>Whether the mode is on.</summary>
    internal static bool IsEnabled => s_interval != 0;

    /// <summary>Turns the mode on, or off with 0.</summary>
    /// <param name="interval">Allocations from one collection to the next.</param>
    internal static void Enable(uint interval)
    {
        s_interval = interval;
        s_countdown = interval;
        SmallAllocator.CloseRuns();
    }

    /// <summary>Counts an allocation.</summary>
    /// <returns>Whether it is to collect first.</returns>
    internal static bool IsDue()
    {
        if (s_interval == 0 || --s_countdown != 0)
            return false;
        s_countdown = s_interval;
        return true;
    }
}
