using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

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
    private const long KibPerPage = (long)Page.Size / 1024;

    /// <summary>The most pages that it has had in memory at once; of several, the most that one of them has.</summary>
    public long MostPages { get; init; }

    public static Usage operator +(in Usage left, in Usage right) => new(
        left.UserTime + right.UserTime, left.SystemTime + right.SystemTime, left.MinorFaults + right.MinorFaults,
        left.VoluntarySwitches + right.VoluntarySwitches, left.InvoluntarySwitches + right.InvoluntarySwitches)
    {
        MostPages = long.Max(left.MostPages, right.MostPages),
    };

    /// <summary>The same as <c>getrusage(2)</c> tells it.</summary>
    public ResourceUsage ToAbi() => new()
    {
        UserTime = Timeval.FromNanoseconds(UserTime),
        SystemTime = Timeval.FromNanoseconds(SystemTime),
        MaximumResident = MostPages * KibPerPage,
        MinorFaults = MinorFaults,
        VoluntarySwitches = VoluntarySwitches,
        InvoluntarySwitches = InvoluntarySwitches,
    };
}
