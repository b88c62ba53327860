using System;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Processes;

/// <summary>A deadline on a clock that always goes.</summary>
/// <param name="offset">How far the clock is ahead of <see cref="SystemClock.Uptime"/>, in nanoseconds.</param>
/// <param name="expire">What happens then.</param>
internal sealed class UptimeAlarm(long offset, Action expire) : ClockAlarm(expire)
{
    private Timer? _timer;

    public override long Now => SystemClock.Uptime + offset;

    public override bool IsSet => _timer is { IsSet: true };

    public override void Cancel()
    {
        if (_timer is not null)
        {
            Scheduler.Timers.Cancel(_timer);
        }
    }

    protected override void Start() => Scheduler.SetTimer(_timer ??= new Timer(this), Deadline - offset);

    private sealed class Timer(UptimeAlarm alarm) : KernelTimer
    {
        protected internal override void Expire() => alarm.Expire();
    }
}
