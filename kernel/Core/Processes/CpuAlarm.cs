using System;

namespace Lodestar.Core.Processes;

/// <summary>A deadline on a clock of CPU time; noticed at a tick.</summary>
/// <param name="alarms">The alarms of the process whose clock it is.</param>
/// <param name="clock">The clock.</param>
/// <param name="expire">What happens then.</param>
internal sealed class CpuAlarm(CpuAlarms alarms, CpuClock clock, Action expire) : ClockAlarm(expire)
{
    private bool _isSet;

    public override long Now => clock.Now;

    public override bool IsSet => _isSet;

    public override void Cancel()
    {
        if (_isSet)
        {
            _isSet = false;
            alarms.Remove(this);
        }
    }

    /// <summary>A tick has come.</summary>
    internal void Look()
    {
        if (Deadline <= Now)
        {
            Cancel();
            Expire();
        }
    }

    protected override void Start()
    {
        if (!_isSet)
        {
            _isSet = true;
            alarms.Add(this);
        }
    }
}
