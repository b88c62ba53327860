using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>A process group, which can be a terminal's foreground.</summary>
public interface ITerminalJob
{
    /// <summary>The id of the group.</summary>
    int Id { get; }

    /// <summary>Whether nobody outside could continue its processes once they are stopped (<c>setpgid(2)</c>).</summary>
    bool IsOrphaned { get; }

    /// <summary>Sends a signal of the kernel to each of its processes.</summary>
    void Send(Signal signal);
}
