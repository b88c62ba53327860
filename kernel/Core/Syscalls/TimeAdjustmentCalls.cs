using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// <c>adjtimex(2)</c>: the state of the clock, as programs that keep it right read and write it. The clock is moved at once, not slowly,
/// and its speed is what it is.
/// </summary>
internal static class TimeAdjustmentCalls
{
    /// <summary>Results: a clock that is right, and one of which nobody has said so.</summary>
    private const int TimeOk = 0;
    private const int TimeError = 5;

    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long MicrosecondsPerSecond = 1_000_000;
    private const long NanosecondsPerMicrosecond = 1000;

    /// <summary>The largest offset that counts, in nanoseconds (MAXPHASE in Linux).</summary>
    private const long LargestOffset = NanosecondsPerSecond / 2;

    /// <summary>Microseconds between Linux's ticks for users.</summary>
    private const long Tick = 10_000;
    private const long LongestTimeConstant = 10;
    private const long UnknownError = 16_000_000;

    /// <summary>With <see cref="ClockAdjustmentModes.AdjustTime"/>: asks what is left to be done (ADJ_OFFSET_READONLY).</summary>
    private const ClockAdjustmentModes OnlyAsk = ClockAdjustmentModes.Nano;

    /// <summary>What adjtimex(2) says of a clock that nobody has touched; and keeps.</summary>
    private static ClockAdjustment s_state = new()
    {
        MaximumError = UnknownError,
        EstimatedError = UnknownError,
        Status = ClockStatus.Unsync,
        TimeConstant = 2,
        Precision = 1,
        Tolerance = 500 << 16,
        Tick = Tick,
    };

    /// <summary>adjtimex(2).</summary>
    [Syscall(159, "adjtimex", Missing = "slow changes, another speed")]
    internal static SyscallResult Adjust(FileContext caller, UserRef<ClockAdjustment> adjustment)
    {
        if (!adjustment.TryRead(out ClockAdjustment wanted))
        {
            return Errno.EFAULT;
        }

        Errno error = Check(wanted, caller.Credentials.IsSuperuser);
        if (error != Errno.None)
        {
            return error;
        }

        ClockAdjustmentModes modes = wanted.Modes;
        if ((modes & ClockAdjustmentModes.AdjustTime) != 0)
        {
            error = (modes & OnlyAsk) != 0
                ? Errno.None
                : Move((Int128)wanted.Offset * NanosecondsPerMicrosecond);
        }
        else
        {
            error = Apply(wanted);
        }

        if (error != Errno.None)
        {
            return error;
        }

        ClockAdjustment answer = s_state;
        answer.Modes = modes;
        answer.Time = Timeval.FromNanoseconds(SystemClock.Now);
        if ((answer.Status & ClockStatus.Nano) != 0)
        {
            answer.Time.Microseconds = SystemClock.Now % NanosecondsPerSecond;
        }

        return !adjustment.TryWrite(answer) ? Errno.EFAULT : (answer.Status & ClockStatus.Unsync) != 0 ? TimeError : TimeOk;
    }

    /// <summary>clock_adjtime(2).</summary>
    [Syscall(305, "clock_adjtime", Missing = "slow changes, another speed")]
    internal static SyscallResult Adjust(SyscallContext caller, ClockId clock, UserRef<ClockAdjustment> adjustment) =>
        clock == ClockId.Realtime ? Adjust(caller.Files, adjustment)
        : Clocks.Read(caller.Thread, clock) < 0 ? Errno.EINVAL
        : Errno.EOPNOTSUPP;

    /// <summary>timekeeping_validate_timex in Linux.</summary>
    private static Errno Check(in ClockAdjustment wanted, bool isSuperuser)
    {
        ClockAdjustmentModes modes = wanted.Modes;
        if ((modes & ClockAdjustmentModes.AdjustTime) != 0)
        {
            return (modes & ClockAdjustmentModes.Offset) == 0 ? Errno.EINVAL
                : (modes & OnlyAsk) == 0 && !isSuperuser ? Errno.EPERM
                : Errno.None;
        }

        if (modes != ClockAdjustmentModes.None && !isSuperuser)
        {
            return Errno.EPERM;
        }

        bool isOtherSpeed = ((modes & ClockAdjustmentModes.Frequency) != 0 && wanted.Frequency != 0)
            || ((modes & ClockAdjustmentModes.Tick) != 0 && wanted.Tick != Tick);
        if (isOtherSpeed)
        {
            Unsupported.Report("adjtimex", "another speed of the clock", (ulong)modes);
            return Errno.EOPNOTSUPP;
        }

        long parts = (modes & ClockAdjustmentModes.Nano) != 0 ? NanosecondsPerSecond : MicrosecondsPerSecond;
        return (modes & ClockAdjustmentModes.SetOffset) != 0 && (ulong)wanted.Time.Microseconds >= (ulong)parts
            ? Errno.EINVAL
            : Errno.None;
    }

    private static Errno Apply(in ClockAdjustment wanted)
    {
        ClockAdjustmentModes modes = wanted.Modes;
        if ((modes & ClockAdjustmentModes.SetOffset) != 0)
        {
            long unit = (modes & ClockAdjustmentModes.Nano) != 0 ? 1 : NanosecondsPerMicrosecond;
            Errno error = Move(((Int128)wanted.Time.Seconds * NanosecondsPerSecond) + (wanted.Time.Microseconds * unit));
            if (error != Errno.None)
            {
                return error;
            }
        }

        Keep(wanted);
        if ((modes & ClockAdjustmentModes.Offset) == 0)
        {
            return Errno.None;
        }

        long offsetUnit = (s_state.Status & ClockStatus.Nano) != 0 ? 1 : NanosecondsPerMicrosecond;
        return Move(long.Clamp(wanted.Offset, -LargestOffset / offsetUnit, LargestOffset / offsetUnit) * offsetUnit);
    }

    private static void Keep(in ClockAdjustment wanted)
    {
        ClockAdjustmentModes modes = wanted.Modes;
        if ((modes & ClockAdjustmentModes.Status) != 0)
        {
            s_state.Status = (s_state.Status & ClockStatus.ReadOnly) | (wanted.Status & ~ClockStatus.ReadOnly);
        }

        if ((modes & ClockAdjustmentModes.Nano) != 0)
        {
            s_state.Status |= ClockStatus.Nano;
        }

        if ((modes & ClockAdjustmentModes.Micro) != 0)
        {
            s_state.Status &= ~ClockStatus.Nano;
        }

        s_state.MaximumError = (modes & ClockAdjustmentModes.MaxError) != 0
            ? long.Clamp(wanted.MaximumError, 0, UnknownError)
            : s_state.MaximumError;
        s_state.EstimatedError = (modes & ClockAdjustmentModes.EstError) != 0
            ? long.Clamp(wanted.EstimatedError, 0, UnknownError)
            : s_state.EstimatedError;
        s_state.TimeConstant = (modes & ClockAdjustmentModes.TimeConst) != 0
            ? long.Clamp(wanted.TimeConstant, 0, LongestTimeConstant)
            : s_state.TimeConstant;
    }

    private static Errno Move(Int128 nanoseconds)
    {
        Int128 time = nanoseconds + SystemClock.Now;
        return nanoseconds == 0 || (time > 0 && time < long.MaxValue && TimeOfDay.TrySet((long)time)) ? Errno.None : Errno.EINVAL;
    }
}
