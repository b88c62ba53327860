using Lodestar.Core.Tasks;
using Lodestar.Machine.Threads;

namespace Lodestar.Core.Startup;

/// <summary>The thread that the kernel boots with. It runs no program, so no signal reaches it.</summary>
internal sealed class BootThread : ScheduledThread
{
    internal BootThread() => Machine = KernelThread.Current;

    public override bool HasSignal => false;

    public override bool IsKilled => false;
}
