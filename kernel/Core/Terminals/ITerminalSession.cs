using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>A session, which can have a controlling terminal.</summary>
public interface ITerminalSession
{
    /// <summary>The id of the session.</summary>
    int Id { get; }

    /// <summary>The group that was in the foreground when the terminal hung up: it hears of the leader's end; null for none.</summary>
    ITerminalJob? LostForeground { get; set; }

    /// <summary>Sends a signal of the kernel to the process that leads it, if that has not ended.</summary>
    void SendToLeader(Signal signal);

    /// <summary>None of its processes has a controlling terminal any more.</summary>
    void ForgetTerminal();
}
