using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Terminals;

namespace Lodestar.Core.Processes;

/// <summary>A session: process groups that share a terminal, <c>setsid(2)</c>.</summary>
/// <param name="id">The id of the process that began it.</param>
public sealed class Session(int id) : ITerminalSession
{
    private readonly List<ProcessGroup> _groups = [];

    public int Id { get; } = id;

    /// <summary>The process that began it; null once that has ended.</summary>
    public Process? Leader { get; internal set; }

    /// <inheritdoc/>
    public ITerminalJob? LostForeground { get; set; }

    /// <inheritdoc/>
    public void SendToLeader(Signal signal) => Leader?.SendFromKernel(signal);

    /// <inheritdoc/>
    public void ForgetTerminal()
    {
        foreach (ProcessGroup group in _groups)
        {
            foreach (Process process in group.Members)
            {
                process.ControllingTerminal = null;
            }
        }
    }

    /// <summary>A group has its first member.</summary>
    internal void Add(ProcessGroup group) => _groups.Add(group);

    /// <summary>A group has lost its last member.</summary>
    internal void Remove(ProcessGroup group) => _groups.Remove(group);
}
