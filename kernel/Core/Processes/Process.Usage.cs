using Lodestar.Core.Abi;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <content>What the process has used.</content>
public sealed partial class Process
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly UsageMeter _meter = new();
    private UsageCounts _past;
    private long _mostPages;

    /// <summary>Nanoseconds that its threads have run, ended ones too.</summary>
    public long Runtime => Counts.Runtime;

    /// <summary>What its threads have used, ended ones too.</summary>
    public Usage Usage => _meter.Read(Counts) with { MostPages = MostPages };

    /// <summary>The most pages that it has had in memory at once, in all of its programs.</summary>
    public long MostPages => long.Max(_mostPages, _program?.Pages.MostResidentPages ?? 0);

    /// <summary>What the children have used that it has waited for, and theirs.</summary>
    public Usage ChildrenUsage { get; private set; }

    private UsageCounts Counts
    {
        get
        {
            UsageCounts counts = _past;
            foreach (Thread thread in _threads)
            {
                counts += UsageCounts.Of(thread);
            }

            return counts;
        }
    }

    /// <summary>The process has waited for a child.</summary>
    internal void AddUsageOf(Process child) => ChildrenUsage += child.Usage + child.ChildrenUsage;

    /// <summary>A timer interrupt has come while one of its threads ran.</summary>
    internal void Tick()
    {
        Timers.Cpu.Run();
        ResourceLimit limit = Limits[Resource.Cpu];
        if (limit.Current != ResourceLimit.Infinity)
        {
            HoldTimeLimit(limit);
        }
    }

    /// <summary>RLIMIT_CPU: SIGXCPU at the soft limit and each second after it, SIGKILL at the hard one.</summary>
    private void HoldTimeLimit(in ResourceLimit limit)
    {
        ulong seconds = (ulong)(Runtime / NanosecondsPerSecond);
        if (seconds >= limit.Maximum)
        {
            Receive(SignalInfo.FromKernel(Signal.SIGKILL));
        }
        else if (seconds >= limit.Current)
        {
            Receive(SignalInfo.FromKernel(Signal.SIGXCPU));
            Limits.RaiseSoft(Resource.Cpu);
        }
    }

    private void AddUsageOf(Thread thread) => _past += UsageCounts.Of(thread);
}
