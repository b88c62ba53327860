using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>How long a call waits for files to become ready.</summary>
internal readonly struct PollTimeout
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const long NanosecondsPerMicrosecond = 1000;
    private const long MicrosecondsPerSecond = 1_000_000;

    private PollTimeout(long end) => End = end;

    /// <summary>Waiting without end.</summary>
    internal static PollTimeout Never => new(Scheduler.Never);

    /// <summary><see cref="SystemClock.Uptime"/> at the end.</summary>
    internal long End { get; }

    /// <summary>Whether the time is over.</summary>
    internal bool IsOver => End != Scheduler.Never && SystemClock.Uptime >= End;

    /// <summary>So many milliseconds from now; a negative number is without end.</summary>
    internal static PollTimeout FromMilliseconds(int milliseconds) =>
        milliseconds < 0 ? Never : new PollTimeout(SystemClock.Uptime + (milliseconds * NanosecondsPerMillisecond));

    /// <summary>A program's struct timespec from now; null is without end.</summary>
    /// <returns>EFAULT, EINVAL.</returns>
    internal static Errno TryRead(UserRef<Timespec> duration, out PollTimeout timeout)
    {
        timeout = Never;
        return duration.IsNull ? Errno.None
            : !duration.TryRead(out Timespec time) ? Errno.EFAULT
            : TryAdd(time.Seconds, time.Nanoseconds, out timeout);
    }

    /// <summary>A program's struct timeval from now, of which the microseconds may be more than a second.</summary>
    /// <inheritdoc cref="TryRead(UserRef{Timespec}, out PollTimeout)"/>
    internal static Errno TryRead(UserRef<Timeval> duration, out PollTimeout timeout)
    {
        timeout = Never;
        return duration.IsNull ? Errno.None
            : !duration.TryRead(out Timeval time) ? Errno.EFAULT
            : TryAdd(
                unchecked(time.Seconds + (time.Microseconds / MicrosecondsPerSecond)),
                time.Microseconds % MicrosecondsPerSecond * NanosecondsPerMicrosecond,
                out timeout);
    }

    /// <summary>Tells a program how much was left. That it cannot be told is no error: the call has done what it should.</summary>
    internal void WriteRest(UserRef<Timespec> duration)
    {
        if (!duration.IsNull)
        {
            long rest = Math.Max(0, End - SystemClock.Uptime);
            duration.TryWrite(new Timespec { Seconds = rest / NanosecondsPerSecond, Nanoseconds = rest % NanosecondsPerSecond });
        }
    }

    /// <inheritdoc cref="WriteRest(UserRef{Timespec})"/>
    internal void WriteRest(UserRef<Timeval> duration)
    {
        if (!duration.IsNull)
        {
            long rest = Math.Max(0, End - SystemClock.Uptime);
            duration.TryWrite(new Timeval
            {
                Seconds = rest / NanosecondsPerSecond,
                Microseconds = rest % NanosecondsPerSecond / NanosecondsPerMicrosecond,
            });
        }
    }

    private static Errno TryAdd(long seconds, long nanoseconds, out PollTimeout timeout)
    {
        timeout = Never;
        if (seconds < 0 || (ulong)nanoseconds >= NanosecondsPerSecond)
        {
            return Errno.EINVAL;
        }

        // What is longer than the clock can count is without end.
        if (seconds < long.MaxValue / NanosecondsPerSecond / 2)
        {
            timeout = new PollTimeout(SystemClock.Uptime + (seconds * NanosecondsPerSecond) + nanoseconds);
        }

        return Errno.None;
    }
}
