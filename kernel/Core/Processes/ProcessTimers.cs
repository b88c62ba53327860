using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Processes;

/// <summary>The timers of a process, which no child inherits.</summary>
/// <param name="process">The process.</param>
public sealed class ProcessTimers(Process process)
{
    private IntervalTimer? _real;
    private IntervalTimer? _virtual;
    private IntervalTimer? _profiling;
    private Dictionary<int, PosixTimer>? _timers;
    private int _nextId;

    /// <summary>ITIMER_REAL, which <c>alarm(2)</c> sets too.</summary>
    public IntervalTimer Real => _real ??= new IntervalTimer(
        process, Signal.SIGALRM, waitsForDelivery: true, static expire => new UptimeAlarm(isTimeOfDay: false, expire));

    /// <summary>ITIMER_VIRTUAL.</summary>
    public IntervalTimer Virtual => _virtual ??= new IntervalTimer(
        process, Signal.SIGVTALRM, waitsForDelivery: false,
        expire => new CpuAlarm(Cpu, new CpuClock(process, null, CpuClockKind.UserTime), expire));

    /// <summary>ITIMER_PROF.</summary>
    public IntervalTimer Profiling => _profiling ??= new IntervalTimer(
        process, Signal.SIGPROF, waitsForDelivery: false,
        expire => new CpuAlarm(Cpu, new CpuClock(process, null, CpuClockKind.AllTime), expire));

    /// <summary>What waits for the process's CPU time.</summary>
    internal CpuAlarms Cpu { get; } = new();

    /// <summary>The timer of <c>timer_create(2)</c> with an id, or null.</summary>
    public PosixTimer? Get(int id) => _timers?.GetValueOrDefault(id);

    /// <summary>An id for a timer.</summary>
    public int AllocateId()
    {
        _timers ??= [];
        while (_timers.ContainsKey(_nextId))
        {
            _nextId = (_nextId + 1) & int.MaxValue;
        }

        int id = _nextId;
        _nextId = (_nextId + 1) & int.MaxValue;
        return id;
    }

    /// <summary>Adds a timer; its id is one of <see cref="AllocateId"/>.</summary>
    public void Add(PosixTimer timer) => _timers![timer.Id] = timer;

    /// <summary>Deletes a timer.</summary>
    public void Delete(PosixTimer timer)
    {
        timer.Stop();
        _timers!.Remove(timer.Id);
        process.Table.QueuedSignals.Remove(timer.UserId);
    }

    /// <summary>Deletes the timers of <c>timer_create(2)</c>: execve leaves only the others.</summary>
    public void DeleteAll()
    {
        if (_timers is null)
        {
            return;
        }

        foreach (PosixTimer timer in (PosixTimer[])[.. _timers.Values])
        {
            Delete(timer);
        }

        _timers = null;
        _nextId = 0;
    }

    /// <summary>A SIGALRM was delivered.</summary>
    internal void AlarmTaken() => _real?.Rearm();

    /// <summary>The process has ended.</summary>
    internal void Clear()
    {
        DeleteAll();
        _real?.Set(0, 0);
        _virtual?.Set(0, 0);
        _profiling?.Set(0, 0);
    }
}
