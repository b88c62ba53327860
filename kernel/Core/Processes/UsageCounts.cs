using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>What is counted for threads: how long they have run, and by ticks where.</summary>
/// <param name="Runtime">Nanoseconds that they have run.</param>
/// <param name="UserTicks">Timer interrupts that found their program running.</param>
/// <param name="KernelTicks">Timer interrupts that found the kernel working for them.</param>
/// <param name="MinorFaults">Pages that came by a fault.</param>
/// <param name="VoluntarySwitches">How often they gave up the CPU to wait.</param>
/// <param name="InvoluntarySwitches">How often another thread's turn came.</param>
internal readonly record struct UsageCounts(
    long Runtime, long UserTicks, long KernelTicks, long MinorFaults, long VoluntarySwitches, long InvoluntarySwitches)
{
    public static UsageCounts operator +(in UsageCounts left, in UsageCounts right) => new(
        left.Runtime + right.Runtime, left.UserTicks + right.UserTicks, left.KernelTicks + right.KernelTicks,
        left.MinorFaults + right.MinorFaults, left.VoluntarySwitches + right.VoluntarySwitches,
        left.InvoluntarySwitches + right.InvoluntarySwitches);

    /// <summary>The counts of a thread until now.</summary>
    internal static UsageCounts Of(Thread thread) => new(
        Scheduler.RuntimeOf(thread), thread.UserTicks, thread.KernelTicks, thread.MinorFaults, thread.VoluntarySwitches,
        thread.InvoluntarySwitches);
}
