using System.Runtime;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>Clocks: all of them count from the boot of the kernel.</summary>
internal static unsafe class Win32Time
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const ulong NanosecondsPerMillisecond = 1_000_000;
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

    /// <summary>Waits. Without other threads to run, the CPU waits too.</summary>
    [RuntimeExport("Sleep")]
    internal static void Sleep(uint milliseconds)
    {
        if (milliseconds == Infinite)
        {
            RuntimeFailure.Stop("infinite sleep of the only thread");
        }

        ulong end = RuntimePlatform.UptimeNanoseconds + (milliseconds * NanosecondsPerMillisecond);
        while (RuntimePlatform.UptimeNanoseconds < end)
        {
            Native.Pause();
        }
    }
}
