using System;

namespace Lodestar.Core.Processes;

/// <summary>
/// Divides the time that was measured between program and kernel, in the proportion of the ticks (cputime_adjust in Linux's
/// <c>kernel/sched/cputime.c</c>). Neither part ever becomes less.
/// </summary>
internal sealed class UsageMeter
{
    private long _userTime;
    private long _systemTime;

    /// <summary>The usage that belongs to counts, which are not less than those of the last call.</summary>
    internal Usage Read(in UsageCounts counts)
    {
        if (counts.Runtime > _userTime + _systemTime)
        {
            _systemTime = long.Clamp(SystemPart(counts), _systemTime, counts.Runtime - _userTime);
            _userTime = counts.Runtime - _systemTime;
        }

        return new Usage(_userTime, _systemTime, counts.MinorFaults, counts.VoluntarySwitches, counts.InvoluntarySwitches);
    }

    private static long SystemPart(in UsageCounts counts)
    {
        long ticks = counts.UserTicks + counts.KernelTicks;
        return ticks == 0 ? 0 : (long)((Int128)counts.Runtime * counts.KernelTicks / ticks);
    }
}
