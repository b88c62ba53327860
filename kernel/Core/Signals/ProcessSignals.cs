using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>What the threads of a process share about signals.</summary>
public sealed class ProcessSignals
{
    public SignalActions Actions { get; } = new();

    /// <summary>Signals that were sent to the process and that any of its threads may take.</summary>
    public PendingSignals Pending { get; } = new();
}
