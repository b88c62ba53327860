using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Terminals;

namespace Lodestar.Core.Processes;

/// <summary>A process group: what a shell calls a job, <c>setpgid(2)</c>. It is there as long as it has a member.</summary>
/// <param name="id">The id of the process that began it.</param>
/// <param name="session">Its session.</param>
public sealed class ProcessGroup(int id, Session session) : ITerminalJob
{
    private readonly List<Process> _members = [];

    public int Id { get; } = id;

    public Session Session { get; } = session;

    /// <summary>The processes in it, those that have ended and nobody has waited for among them.</summary>
    public IReadOnlyList<Process> Members => _members;

    /// <summary>Whether a process in it is stopped.</summary>
    public bool HasStopped => _members.Exists(static member => member.IsStopped);

    /// <summary>
    /// Whether nobody outside of the group, but in its session, is the parent of one of its processes: a shell that could continue
    /// them (<c>setpgid(2)</c>). The first process of the system is no such shell, if it is protected.
    /// </summary>
    /// <param name="except">A member that is not looked at; null for none.</param>
    public bool IsOrphaned(Process? except)
    {
        foreach (Process member in _members)
        {
            if (member != except && !member.HasEnded && member.Parent is { Signals.IsProtected: false } parent
                && parent.Group != this && parent.Session == Session)
            {
                return false;
            }
        }

        return true;
    }

    bool ITerminalJob.IsOrphaned => IsOrphaned(except: null);

    /// <inheritdoc/>
    public void Send(Signal signal)
    {
        foreach (Process member in _members)
        {
            member.SendFromKernel(signal);
        }
    }

    internal void Add(Process process)
    {
        if (_members.Count == 0)
        {
            Session.Add(this);
        }

        _members.Add(process);
    }

    internal void Remove(Process process)
    {
        _members.Remove(process);
        if (_members.Count == 0)
        {
            Session.Remove(this);
        }
    }
}
