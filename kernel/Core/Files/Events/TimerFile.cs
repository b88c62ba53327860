using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Files.Events;

/// <summary>A timer whose expirations are read, <c>timerfd_create(2)</c>.</summary>
/// <param name="clock">Which clock absolute times are of.</param>
/// <param name="flags">O_NONBLOCK.</param>
public sealed class TimerFile(ClockId clock, OpenFlags flags)
    : CounterFile("timerfd", OpenFlags.RdWr | (flags & OpenFlags.NonBlock))
{
    private Alarm? _timer;
    private ChangeEntry? _change;
    private TimerFileFlags _flags;

    /// <summary>Expirations that were not read. With an interval the first is followed by none until somebody looks.</summary>
    private ulong _count;

    /// <summary>Nanoseconds from one expiration to the next; 0 for a single one.</summary>
    private long _interval;

    /// <summary>Whether the time of day was set, and nobody has been told so.</summary>
    private bool _isCanceled;

    /// <summary>Whether it has expired and its next time is still to be found.</summary>
    private bool _isBehind;

    public override PollEvents Readiness => _count > 0 ? PollEvents.In : PollEvents.None;

    /// <summary>Which clock it has.</summary>
    public ClockId Clock { get; } = clock;

    protected override bool HasCount => _count > 0;

    private bool IsTimeOfDay => Clock is ClockId.Realtime or ClockId.RealtimeAlarm;

    private long Remaining => _timer is { IsSet: true } timer ? long.Max(timer.Deadline - SystemClock.Uptime, 0) : 0;

    /// <summary>Sets or stops it.</summary>
    /// <param name="deadline">When, in nanoseconds of <see cref="SystemClock.Uptime"/>; null to stop it.</param>
    /// <param name="interval">Nanoseconds to each further time; 0 for none.</param>
    /// <param name="flags">Whether the program said a time of the clock, and wants to know when that is set.</param>
    /// <returns>ECANCELED if it is set although the time of day was set before, and nobody has been told so.</returns>
    public Errno Set(long? deadline, long interval, TimerFileFlags flags)
    {
        bool isAbsolute = (flags & TimerFileFlags.AbsoluteTime) != 0;
        _flags = flags;
        _timer ??= new Alarm(this);
        _count = 0;
        _isBehind = false;
        _interval = interval;
        Scheduler.Timers.Cancel(_timer);
        FollowChanges(IsTimeOfDay && isAbsolute && (flags & TimerFileFlags.CancelOnSet) != 0);
        if (deadline is { } time)
        {
            _timer.FollowsTimeOfDay = IsTimeOfDay && isAbsolute;
            Scheduler.SetTimer(_timer, time);
            return TakeError();
        }

        return Errno.None;
    }

    /// <summary>How long until it expires, 0 when it does not or is late, and its interval; both in nanoseconds.</summary>
    public (long Remaining, long Interval) Get()
    {
        CatchUp();
        return (Remaining, _interval);
    }

    public override void Describe(TextBuffer text)
    {
        Timespec value = Timespec.FromNanoseconds(Remaining);
        Timespec interval = Timespec.FromNanoseconds(_interval);
        text.Add($"clockid: {(int)Clock}\nticks: {_count}\nsettime flags: 0{Convert.ToString((int)_flags, 8)}\n");
        text.Add($"it_value: ({value.Seconds}, {value.Nanoseconds})\nit_interval: ({interval.Seconds}, {interval.Nanoseconds})\n");
    }

    protected override Errno TakeError()
    {
        if (!_isCanceled)
        {
            return Errno.None;
        }

        _isCanceled = false;
        _count = 0;
        _isBehind = false;
        return Errno.ECANCELED;
    }

    protected override ulong TakeCount()
    {
        CatchUp();
        ulong taken = _count;
        _count = 0;
        return taken;
    }

    protected override void Close()
    {
        FollowChanges(false);
        if (_timer is not null)
        {
            Scheduler.Timers.Cancel(_timer);
        }
    }

    /// <summary>Counts the intervals since it has expired, and sets it for the end of the present one.</summary>
    private void CatchUp()
    {
        if (_isBehind)
        {
            _isBehind = false;
            long now = SystemClock.Uptime;
            long missed = (now - _timer!.Deadline) / _interval;
            _count += (ulong)missed;
            Scheduler.SetTimer(_timer, _timer.Deadline + ((missed + 1) * _interval));
        }
    }

    /// <summary>Whether the file is told when the time of day is set.</summary>
    private void FollowChanges(bool isWanted)
    {
        if (isWanted && _change?.Queue is null)
        {
            TimeOfDay.Changed.Add(_change ??= new ChangeEntry(this));
        }
        else if (!isWanted && _change is not null)
        {
            TimeOfDay.Changed.Remove(_change);
            _isCanceled = false;
        }
    }

    private void Cancel()
    {
        _isCanceled = true;
        _count++;
        ReadinessChanged.Wake(PollEvents.In);
    }

    private void Expire()
    {
        _count++;
        _isBehind = _interval != 0;
        ReadinessChanged.Wake(PollEvents.In);
    }

    private sealed class ChangeEntry(TimerFile file) : WaitEntry
    {
        protected internal override void Wake() => file.Cancel();
    }

    private sealed class Alarm(TimerFile file) : KernelTimer
    {
        protected internal override void Expire() => file.Expire();
    }
}
