using Lodestar.Core.Abi;

namespace Lodestar.Core.Processes;

/// <summary>What a thread or a process has used.</summary>
/// <param name="UserTime">Nanoseconds in ring 3.</param>
/// <param name="SystemTime">Nanoseconds in the kernel.</param>
/// <param name="MinorFaults">Pages that came by a fault.</param>
/// <param name="VoluntarySwitches">How often it gave up the CPU to wait.</param>
/// <param name="InvoluntarySwitches">How often another thread's turn came.</param>
public readonly record struct Usage(
    long UserTime, long SystemTime, long MinorFaults, long VoluntarySwitches, long InvoluntarySwitches)
{
    public static Usage operator +(in Usage left, in Usage right) => new(
        left.UserTime + right.UserTime, left.SystemTime + right.SystemTime, left.MinorFaults + right.MinorFaults,
        left.VoluntarySwitches + right.VoluntarySwitches, left.InvoluntarySwitches + right.InvoluntarySwitches);

    /// <summary>The same as <c>getrusage(2)</c> tells it.</summary>
    public ResourceUsage ToAbi() => new()
    {
        UserTime = Timeval.FromNanoseconds(UserTime),
        SystemTime = Timeval.FromNanoseconds(SystemTime),
        MinorFaults = MinorFaults,
        VoluntarySwitches = VoluntarySwitches,
        InvoluntarySwitches = InvoluntarySwitches,
    };
}
