using System.Collections.Generic;

namespace Lodestar.Core.Processes;

/// <summary>A process group: what a shell calls a job, <c>setpgid(2)</c>. It is there as long as it has a member.</summary>
/// <param name="id">The id of the process that began it.</param>
/// <param name="session">Its session.</param>
public sealed class ProcessGroup(int id, Session session)
{
    private readonly List<Process> _members = [];

    public int Id { get; } = id;

    public Session Session { get; } = session;

    /// <summary>The processes in it, those that have ended and nobody has waited for among them.</summary>
    public IReadOnlyList<Process> Members => _members;

    internal void Add(Process process) => _members.Add(process);

    internal void Remove(Process process) => _members.Remove(process);
}
