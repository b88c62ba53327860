using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct tms of <c>times(2)</c>, in ticks: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ProcessTimes
{
    /// <summary>Ticks of a second (USER_HZ), which the auxiliary vector's AT_CLKTCK tells programs.</summary>
    public const int TicksPerSecond = 100;

    private const long NanosecondsPerTick = 1_000_000_000 / TicksPerSecond;

    /// <summary>The process's time in ring 3, and in the kernel.</summary>
    public long UserTime;
    public long SystemTime;

    /// <summary>The same of children that were waited for.</summary>
    public long ChildrenUserTime;
    public long ChildrenSystemTime;

    /// <summary>Whole ticks of a time in nanoseconds.</summary>
    public static long TicksOf(long nanoseconds) => nanoseconds / NanosecondsPerTick;
}
