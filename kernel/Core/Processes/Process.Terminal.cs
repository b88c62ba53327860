using Lodestar.Core.Abi;
using Lodestar.Core.Consoles;
using Lodestar.Core.Tasks;
using Lodestar.Core.Terminals;

namespace Lodestar.Core.Processes;

/// <content>The controlling terminal.</content>
public sealed partial class Process : IConsoleOwner
{
    /// <summary>The terminal that /dev/tty means; null for none. A child begins with its parent's.</summary>
    public Terminal? ControllingTerminal { get; internal set; }

    /// <summary>Sends a signal of the kernel. A standard signal is sent even where nothing more can be queued.</summary>
    internal void SendFromKernel(Signal signal) =>
        _ = Signals.Send(SignalInfo.FromKernel(signal), Limits[Resource.SigPending].Current);

    bool IConsoleOwner.TrySend(Signal signal)
    {
        if (!IsEnding && signal != Signal.None)
        {
            SendFromKernel(signal);
        }

        return !IsEnding;
    }

    /// <summary>The process ends, and the running thread with it: a leader takes the terminal away from its session.</summary>
    private void LeaveTerminal()
    {
        Terminal.Leave((Thread)Scheduler.Current, isEnding: true);
        if (Session.Leader == this)
        {
            Session.Leader = null;
        }
    }
}
