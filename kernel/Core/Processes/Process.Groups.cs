using Lodestar.Core.Abi;

namespace Lodestar.Core.Processes;

/// <content>Jobs and sessions.</content>
public sealed partial class Process
{
    /// <summary>Begins a session with the process as its leader, <c>setsid(2)</c>; false if it leads a group already.</summary>
    public bool TryBeginSession()
    {
        if (Table.GetGroup(Id) is not null)
        {
            return false;
        }

        MoveTo(new ProcessGroup(Id, new Session(Id) { Leader = this }));
        ControllingTerminal = null;
        return true;
    }

    /// <summary>Moves this process or a child to a group, <c>setpgid(2)</c>.</summary>
    /// <param name="process">Which one.</param>
    /// <param name="id">The group's id; 0 for a group of its own.</param>
    /// <returns>ESRCH for a process that is no child, EACCES for a child that has called execve, EPERM across sessions.</returns>
    public Errno SetGroup(Process process, int id)
    {
        if (process != this && process.Parent != this)
        {
            return Errno.ESRCH;
        }

        if (process.Session != Session)
        {
            return Errno.EPERM;
        }

        if (process != this && process.HasExecuted)
        {
            return Errno.EACCES;
        }

        if (process.Session.Leader == process)
        {
            return Errno.EPERM;
        }

        id = id == 0 ? process.Id : id;
        ProcessGroup? group = Table.GetGroup(id);
        if (group is null && id != process.Id)
        {
            return Errno.EPERM;
        }

        if (group is not null && group.Session != Session)
        {
            return Errno.EPERM;
        }

        if (group != process.Group)
        {
            process.MoveTo(group ?? new ProcessGroup(id, process.Session));
        }

        return Errno.None;
    }
}
