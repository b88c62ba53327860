using System.Collections.Generic;

namespace Lodestar.Core.Processes;

/// <summary>The deadlines on a process's clocks of CPU time.</summary>
public sealed class CpuAlarms
{
    private List<CpuAlarm>? _alarms;

    /// <summary>A tick has come: lets everything happen whose time has come.</summary>
    internal void Run()
    {
        if (_alarms is null)
        {
            return;
        }

        // What is set while an alarm expires comes behind the others, and waits for the next tick.
        for (int i = _alarms.Count - 1; i >= 0; i--)
        {
            _alarms[i].Look();
        }
    }

    internal void Add(CpuAlarm alarm) => (_alarms ??= []).Add(alarm);

    internal void Remove(CpuAlarm alarm) => _alarms!.Remove(alarm);
}
