using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <summary>
/// A timer of <c>timer_create(2)</c>; Linux's <c>kernel/time/posix-timers.c</c>. Only one of its signals waits at a time: when it
/// is delivered the next deadline is set, and those that have passed meanwhile are counted.
/// </summary>
public sealed class PosixTimer : ISignalSource
{
    /// <summary>A tick of Linux with HZ=250: signals that do nothing are not sent more often.</summary>
    private const long Tick = 4_000_000;

    private const int OverrunShift = 32;

    private readonly Process _process;
    private readonly SignalEvent _event;
    private readonly ThreadSignals? _thread;
    private readonly ClockAlarm _alarm;

    private long _deadline;
    private long _overrun;
    private bool _isActive;
    private bool _isQueued;

    /// <summary>A timer that is not set.</summary>
    /// <param name="process">Whose it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="notification">What happens when it expires. The caller has checked it.</param>
    /// <param name="thread">The thread that gets the signal; null for any.</param>
    /// <param name="createAlarm">Makes the alarm, given what happens at the deadline.</param>
    public PosixTimer(
        Process process, int id, in SignalEvent notification, ThreadSignals? thread, Func<Action, ClockAlarm> createAlarm)
    {
        _process = process;
        Id = id;
        UserId = process.Files.RealCredentials.UserId;
        _event = notification;
        _thread = thread;
        _alarm = createAlarm(Expire);
    }

    public int Id { get; }

    /// <summary>The user who is charged with its signal.</summary>
    public uint UserId { get; }

    /// <summary>Nanoseconds from one expiration to the next; 0 if there is only one.</summary>
    public long Interval { get; private set; }

    /// <summary>Expirations for which there was no signal before the one that was delivered last.</summary>
    public int LastOverrun { get; private set; }

    /// <summary>Nanoseconds until it expires; 0 if it does not.</summary>
    public long Rest
    {
        get
        {
            if (!_isActive)
            {
                return 0;
            }

            if (Interval != 0 && (_isQueued || IsSilent))
            {
                Forward();
            }

            long rest = _deadline - _alarm.Now;
            return rest > 0 ? rest : IsSilent ? 0 : 1;
        }
    }

    private bool IsSilent => _event.Notify == SignalEventKind.None;

    /// <summary>Sets the timer.</summary>
    /// <param name="value">Nanoseconds from now or, if absolute, of the clock, until it expires; 0 for never.</param>
    /// <param name="interval">Nanoseconds from one expiration to the next; 0 for no other.</param>
    /// <param name="isAbsolute">What the value is.</param>
    public void Set(long value, long interval, bool isAbsolute)
    {
        Stop();
        LastOverrun = 0;
        if (value == 0)
        {
            return;
        }

        _alarm.IsRelative = !isAbsolute;
        long now = isAbsolute ? 0 : _alarm.Now;
        _deadline = value > long.MaxValue / 2 ? long.MaxValue / 2 : now + value;
        Interval = interval;
        _isActive = true;
        Start();
    }

    void ISignalSource.Deliver(ref SignalInfo info)
    {
        _isQueued = false;
        if (Interval != 0)
        {
            Forward();
            LastOverrun = (int)long.Min(_overrun, int.MaxValue);
            info.First |= (ulong)LastOverrun << OverrunShift;
            Start();
        }
        else
        {
            _isActive = false;
        }
    }

    void ISignalSource.Drop()
    {
        _isQueued = false;
        GoOnWithoutSignal();
    }

    /// <summary>The timer does not expire any more; a signal of it that waits is taken back.</summary>
    internal void Stop()
    {
        _alarm.Cancel();
        if (_isQueued)
        {
            _isQueued = false;
            (_thread?.Pending ?? _process.Signals.Pending).Remove(this);
        }

        _isActive = false;
        Interval = 0;
    }

    private void Start()
    {
        _overrun = -1;
        if (!IsSilent)
        {
            _alarm.Set(_deadline);
        }
    }

    private void Expire()
    {
        if (_thread is { HasEnded: true })
        {
            return;
        }

        SignalInfo info = new()
        {
            Number = (int)_event.Signal,
            Code = SignalCode.SI_TIMER,
            First = (uint)Id,
            Second = _event.Value,
        };
        _isQueued = _process.Signals.TrySend(info, this, _thread);
        if (!_isQueued)
        {
            GoOnWithoutSignal();
        }
    }

    /// <summary>The signal does nothing now; maybe it does one of the next times.</summary>
    private void GoOnWithoutSignal()
    {
        if (Interval == 0 || _thread is { HasEnded: true })
        {
            _isActive = false;
            return;
        }

        long count = long.Max(0, (_alarm.Now + Tick - _deadline) / Interval) + 1;
        _overrun += count;
        _deadline += count * Interval;
        _alarm.Set(_deadline);
    }

    /// <summary>Moves the deadline to the next that is still to come, and counts those that it passes.</summary>
    private void Forward()
    {
        long late = _alarm.Now - _deadline;
        if (late >= 0)
        {
            long count = (late / Interval) + 1;
            _overrun += count;
            _deadline += count * Interval;
        }
    }
}
