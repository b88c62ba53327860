using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>A time or a duration, struct timespec of <c>timespec(3type)</c>: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timespec
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Whole seconds; of a time, since 1970-01-01T00:00:00Z.</summary>
    public long Seconds;

    /// <summary>0 to 999,999,999.</summary>
    public long Nanoseconds;

    /// <summary>Whether it can be a duration, or a time since 1970.</summary>
    public readonly bool IsValid => Seconds >= 0 && (ulong)Nanoseconds < NanosecondsPerSecond;

    /// <summary>The same in nanoseconds; what is longer than a century and a half as so long. It must be valid.</summary>
    public readonly long TotalNanoseconds =>
        Seconds >= long.MaxValue / NanosecondsPerSecond / 2
            ? long.MaxValue / 2
            : (Seconds * NanosecondsPerSecond) + Nanoseconds;

    /// <summary>A time in nanoseconds, 0 or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Timespec FromNanoseconds(long nanoseconds)
    {
        // Without a sign the division is a multiplication.
        ulong seconds = (ulong)nanoseconds / NanosecondsPerSecond;
        return new Timespec
        {
            Seconds = (long)seconds,
            Nanoseconds = nanoseconds - ((long)seconds * NanosecondsPerSecond),
        };
    }
}
