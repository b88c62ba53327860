using System.Runtime;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>Clocks: all but the time of day count from the boot of the kernel.</summary>
internal static unsafe class Win32Time
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const ulong NanosecondsPerMillisecond = 1_000_000;
    private const ulong NanosecondsPerFileTimeTick = 100;
    private const ulong FileTimeOf1970 = 116_444_736_000_000_000; // FILETIME counts from 1601
    private const uint Infinite = uint.MaxValue;

    [RuntimeExport("QueryPerformanceCounter")]
    private static int QueryPerformanceCounter(ulong* count)
    {
        *count = RuntimePlatform.UptimeNanoseconds;
        return 1;
    }

    [RuntimeExport("QueryPerformanceFrequency")]
    private static int QueryPerformanceFrequency(ulong* frequency)
    {
        *frequency = NanosecondsPerSecond;
        return 1;
    }

    [RuntimeExport("GetTickCount64")]
    private static ulong GetTickCount64() => RuntimePlatform.UptimeNanoseconds / NanosecondsPerMillisecond;

    /// <summary>The time of day, which CoreLib finds by name (<see cref="Win32Library"/>).</summary>
    internal static void GetSystemTimeAsFileTime(ulong* time) =>
        *time = (RuntimePlatform.TimeOfDay / NanosecondsPerFileTimeTick) + FileTimeOf1970;

    [RuntimeExport("Sleep")]
    internal static void Sleep(uint milliseconds)
    {
        if (milliseconds == Infinite)
        {
            RuntimeFailure.Stop("infinite sleep of the only thread");
        }

        RuntimePlatform.Wait(milliseconds * NanosecondsPerMillisecond);
    }
}
