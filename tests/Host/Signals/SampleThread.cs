using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Host.Tests.Signals;

/// <summary>A thread that has signals and nothing else.</summary>
internal sealed class SampleThread : ScheduledThread
{
    public override bool HasSignal => false;

    public override bool IsKilled => false;

    /// <summary>The signals of a process's only thread.</summary>
    internal static ThreadSignals CreateSignals()
    {
        ProcessSignals process = new(new SignalActions());
        ThreadSignals signals = new(process, new SampleThread());
        process.Threads.Add(signals);
        return signals;
    }
}
