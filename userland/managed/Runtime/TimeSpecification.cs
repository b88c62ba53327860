using System.Runtime.InteropServices;

namespace Lodestar.Userland;

/// <summary>A <c>struct timespec</c>: a time in seconds and nanoseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpecification
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Whole seconds.</summary>
    public ulong Seconds;

    /// <summary>The rest, below a second.</summary>
    public ulong Nanoseconds;

    /// <summary>All of it in nanoseconds.</summary>
    public readonly ulong TotalNanoseconds => (Seconds * NanosecondsPerSecond) + Nanoseconds;

    /// <summary>The time of so many nanoseconds.</summary>
    public static TimeSpecification FromNanoseconds(ulong nanoseconds) =>
        new() { Seconds = nanoseconds / NanosecondsPerSecond, Nanoseconds = nanoseconds % NanosecondsPerSecond };
}
