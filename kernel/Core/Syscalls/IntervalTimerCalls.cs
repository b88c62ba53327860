using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The timers that each process has, <c>setitimer(2)</c>.</summary>
internal static class IntervalTimerCalls
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>getitimer(2).</summary>
    [Syscall(36, "getitimer")]
    internal static Errno Get(Process process, IntervalTimerKind which, UserRef<IntervalTimerValue> value) =>
        Find(process, which) is not { } timer ? Errno.EINVAL
        : value.TryWrite(Describe(timer)) ? Errno.None
        : Errno.EFAULT;

    /// <summary>alarm(2): returns the seconds that were left, rounded, but not to 0.</summary>
    [Syscall(37, "alarm")]
    internal static long Alarm(Process process, uint seconds)
    {
        IntervalTimer timer = process.Timers.Real;
        long rest = timer.Rest;
        timer.Set(seconds * NanosecondsPerSecond, 0);
        long rounded = (rest + (NanosecondsPerSecond / 2)) / NanosecondsPerSecond;
        return rest > 0 ? long.Max(rounded, 1) : 0;
    }

    /// <summary>setitimer(2); without a new value the timer is stopped.</summary>
    [Syscall(38, "setitimer")]
    internal static Errno Set(
        Process process, IntervalTimerKind which, UserRef<IntervalTimerValue> value, UserRef<IntervalTimerValue> oldValue)
    {
        IntervalTimerValue wanted = default;
        if (!value.IsNull && !value.TryRead(out wanted))
        {
            return Errno.EFAULT;
        }

        if (!wanted.Value.IsValid || !wanted.Interval.IsValid || Find(process, which) is not { } timer)
        {
            return Errno.EINVAL;
        }

        IntervalTimerValue old = Describe(timer);
        timer.Set(wanted.Value.TotalNanoseconds, wanted.Interval.TotalNanoseconds);
        return oldValue.IsNull || oldValue.TryWrite(old) ? Errno.None : Errno.EFAULT;
    }

    private static IntervalTimer? Find(Process process, IntervalTimerKind which) => which switch
    {
        IntervalTimerKind.Real => process.Timers.Real,
        IntervalTimerKind.Virtual => process.Timers.Virtual,
        IntervalTimerKind.Prof => process.Timers.Profiling,
        _ => null,
    };

    private static IntervalTimerValue Describe(IntervalTimer timer) => new()
    {
        Value = Timeval.FromNanoseconds(timer.Rest),
        Interval = Timeval.FromNanoseconds(timer.Interval),
    };
}
