using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Time;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// What a clock's id means to a thread. Negative ids are CPU time of a process or thread: its id, inverted, and in the low three
/// bits what is counted and whether of a thread (<c>include/linux/posix-timers_types.h</c>).
/// </summary>
internal static class Clocks
{
    /// <summary>A tick of Linux with HZ=250, what CLOCK_*_COARSE advance by.</summary>
    private const long Tick = 4_000_000;

    private const int IdShift = 3;
    private const int KindMask = 3;
    private const int ThreadFlag = 4;

    /// <summary>The time of a clock in nanoseconds, -1 for a clock that is not there.</summary>
    internal static long Read(Thread caller, ClockId clock) => clock switch
    {
        ClockId.Monotonic or ClockId.MonotonicRaw or ClockId.MonotonicCoarse or ClockId.BootTime or ClockId.BootTimeAlarm =>
            SystemClock.Uptime,
        ClockId.Realtime or ClockId.RealtimeCoarse or ClockId.RealtimeAlarm or ClockId.Tai => SystemClock.Now,
        _ => TryFindCpuClock(caller, clock, out CpuClock found, out _) ? found.Now : -1,
    };

    /// <summary>Nanoseconds by which a clock advances; the clock must be there.</summary>
    internal static long ResolutionOf(ClockId clock) =>
        clock is ClockId.RealtimeCoarse or ClockId.MonotonicCoarse
            || ((int)clock < 0 && (CpuClockKind)((int)clock & KindMask) != CpuClockKind.Runtime)
            ? Tick
            : 1;

    /// <summary>Whether a clock counts the caller's own time: it stands still while the caller waits.</summary>
    internal static bool IsOwnTime(Thread caller, ClockId clock) =>
        clock == ClockId.ThreadCpuTime
        || ((int)clock < 0 && ((int)clock & ThreadFlag) != 0 && (IdOf(clock) == 0 || IdOf(clock) == caller.Id));

    /// <summary>How to make an alarm on a clock.</summary>
    /// <param name="caller">Whose clocks are meant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="create">Makes the alarm, given what happens at the deadline.</param>
    /// <returns>EINVAL for a clock that is not there, EOPNOTSUPP for one that nobody can wait for.</returns>
    internal static Errno TryGetAlarm(Thread caller, ClockId clock, out Func<Action, ClockAlarm> create)
    {
        create = null!;
        switch (clock)
        {
            case ClockId.Monotonic or ClockId.BootTime:
                create = static expire => new UptimeAlarm(isTimeOfDay: false, expire);
                return Errno.None;
            case ClockId.Realtime or ClockId.Tai:
                create = static expire => new UptimeAlarm(isTimeOfDay: true, expire);
                return Errno.None;
            case >= 0 and not (ClockId.ProcessCpuTime or ClockId.ThreadCpuTime):
                return Read(caller, clock) < 0 ? Errno.EINVAL : Errno.EOPNOTSUPP;
        }

        if (!TryFindCpuClock(caller, clock, out CpuClock found, out CpuAlarms? alarms))
        {
            return Errno.EINVAL;
        }

        create = expire => new CpuAlarm(alarms!, found, expire);
        return Errno.None;
    }

    private static bool TryFindCpuClock(Thread caller, ClockId clock, out CpuClock found, out CpuAlarms? alarms)
    {
        found = default;
        alarms = null;
        CpuClockKind kind = CpuClockKind.Runtime;
        bool isThread = clock == ClockId.ThreadCpuTime;
        int id = 0;
        if ((int)clock < 0)
        {
            kind = (CpuClockKind)((int)clock & KindMask);
            isThread = ((int)clock & ThreadFlag) != 0;
            id = IdOf(clock);
        }
        else if (clock is not (ClockId.ProcessCpuTime or ClockId.ThreadCpuTime))
        {
            return false;
        }

        Process? process = isThread || id == 0 || id == caller.Id ? caller.Process : caller.Process.Table.Get(id);
        Thread? thread = !isThread ? null : id == 0 ? caller : caller.Process.Table.GetThread(id);
        if (kind > CpuClockKind.Runtime || process is null || (isThread && thread?.Process != process))
        {
            return false;
        }

        found = new CpuClock(process, thread, kind);
        alarms = process.Timers.Cpu;
        return true;
    }

    private static int IdOf(ClockId clock) => ~((int)clock >> IdShift);
}
