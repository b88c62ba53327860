using System;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Processes;

/// <summary>A deadline on a clock that always goes.</summary>
/// <param name="isTimeOfDay">Whether the clock can be set: <see cref="SystemClock.Now"/>, not <see cref="SystemClock.Uptime"/>.</param>
/// <param name="expire">What happens then.</param>
internal sealed class UptimeAlarm(bool isTimeOfDay, Action expire) : ClockAlarm(expire)
{
    private Timer? _timer;

    public override long Now => SystemClock.Uptime + Offset;

    public override bool IsSet => _timer is { IsSet: true };

    private bool FollowsTimeOfDay => isTimeOfDay && !IsRelative;

    private long Offset => FollowsTimeOfDay ? SystemClock.StartOfBoot : 0;

    public override void Cancel()
    {
        if (_timer is not null)
        {
            Scheduler.Timers.Cancel(_timer);
        }
    }

    protected override void Start()
    {
        Cancel();
        _timer ??= new Timer(this);
        _timer.FollowsTimeOfDay = FollowsTimeOfDay;
        Scheduler.SetTimer(_timer, Deadline - Offset);
    }

    private sealed class Timer(UptimeAlarm alarm) : KernelTimer
    {
        protected internal override void Expire() => alarm.Expire();
    }
}
