using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>A time, struct timeval of <c>timeval(3type)</c>: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timeval
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMicrosecond = 1000;

    /// <summary>Whole seconds.</summary>
    public long Seconds;

    /// <summary>0 to 999,999.</summary>
    public long Microseconds;

    /// <summary>Whether it can be a duration, or a time since 1970.</summary>
    public readonly bool IsValid => Seconds >= 0 && (ulong)Microseconds < NanosecondsPerSecond / NanosecondsPerMicrosecond;

    /// <summary>The same in nanoseconds; what is longer than a century and a half as so long. It must be valid.</summary>
    public readonly long TotalNanoseconds =>
        Seconds >= long.MaxValue / NanosecondsPerSecond / 2
            ? long.MaxValue / 2
            : (Seconds * NanosecondsPerSecond) + (Microseconds * NanosecondsPerMicrosecond);

    /// <summary>A time in nanoseconds, 0 or more, cut to microseconds.</summary>
    public static Timeval FromNanoseconds(long nanoseconds) => new()
    {
        Seconds = nanoseconds / NanosecondsPerSecond,
        Microseconds = nanoseconds % NanosecondsPerSecond / NanosecondsPerMicrosecond,
    };
}
