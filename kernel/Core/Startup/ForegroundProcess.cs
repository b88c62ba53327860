using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Core.Terminals;

namespace Lodestar.Core.Startup;

/// <summary>The one process, as the foreground of the terminal. Its group is orphaned: nobody could continue it.</summary>
internal sealed class ForegroundProcess : ITerminalSignals
{
    /// <summary>The process; null before it begins and after its end.</summary>
    internal Process? Process { get; set; }

    public bool IsPending => Process is { MainThread.Signals.HasWork: true };

    /// <summary>Sends a signal. One that would stop the process by default does nothing in an orphaned group (<c>setpgid(2)</c>).</summary>
    public void Send(Signal signal)
    {
        if (Process is not { } process)
        {
            return;
        }

        if (signal != Signal.SIGTSTP || process.Signals.Actions[signal].Handler != SignalAction.Default)
        {
            // Standard signals are sent even where nothing more can be queued.
            _ = process.Signals.Send(SignalInfo.FromKernel(signal), process.Limits[Resource.SigPending].Current);
        }
    }
}
