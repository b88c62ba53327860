using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>The processes in a terminal's foreground, to which its signals go.</summary>
public interface ITerminalSignals
{
    /// <summary>Whether a signal waits for the caller, which ends its waiting.</summary>
    bool IsPending { get; }

    /// <summary>Sends SIGINT, SIGQUIT, SIGTSTP or SIGWINCH.</summary>
    void Send(Signal signal);
}
