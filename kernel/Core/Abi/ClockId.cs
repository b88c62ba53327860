namespace Lodestar.Core.Abi;

/// <summary>CLOCK_*: the clocks of <c>clock_gettime(2)</c> (<c>linux/time.h</c>).</summary>
[AbiPrefix("CLOCK_")]
public enum ClockId
{
    Realtime = 0,
    Monotonic = 1,

    [AbiName("CLOCK_PROCESS_CPUTIME_ID")]
    ProcessCpuTime = 2,

    [AbiName("CLOCK_THREAD_CPUTIME_ID")]
    ThreadCpuTime = 3,

    [AbiName("CLOCK_MONOTONIC_RAW")]
    MonotonicRaw = 4,

    [AbiName("CLOCK_REALTIME_COARSE")]
    RealtimeCoarse = 5,

    [AbiName("CLOCK_MONOTONIC_COARSE")]
    MonotonicCoarse = 6,

    BootTime = 7,

    [AbiName("CLOCK_REALTIME_ALARM")]
    RealtimeAlarm = 8,

    [AbiName("CLOCK_BOOTTIME_ALARM")]
    BootTimeAlarm = 9,

    Tai = 11,
}
