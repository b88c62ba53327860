using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <content>What it may do with other processes.</content>
public sealed partial class Process
{
    /// <summary>
    /// Whether it may look into another process, in the name of its real ids (PTRACE_MODE_READ_REALCREDS, <c>ptrace(2)</c>): one
    /// of the same user that hides nothing.
    /// </summary>
    public bool MayInspect(Process other) =>
        other == this || Files.Credentials.IsSuperuser || (IsOfSameUser(other) && other.IsDumpable);

    /// <summary>Whether it may see and change another process's limits, <c>prlimit(2)</c>.</summary>
    public bool MayLimit(Process other) => other == this || Files.Credentials.IsSuperuser || IsOfSameUser(other);

    /// <summary>Whether it may say how another process's threads get their time: it acts for that one's user.</summary>
    public bool MaySchedule(Process other)
    {
        uint user = Files.Credentials.UserId;
        return Files.Credentials.IsSuperuser
            || user == other.Files.Credentials.UserId
            || user == other.Files.RealCredentials.UserId;
    }

    /// <summary>Whether a thread may get a nice value: not a lower one than it has, unless <see cref="MayRaiseTo"/> allows it.</summary>
    public bool MaySetNice(Thread thread, int nice) => nice >= thread.Nice || MayRaiseTo(thread, nice);

    /// <summary>Whether RLIMIT_NICE lets a thread have a nice value, or the superuser.</summary>
    public bool MayRaiseTo(Thread thread, int nice)
    {
        // The limit counts from the nicest: 1 for 19, 40 for -20.
        ulong rank = (ulong)(ScheduledThread.HighestNice + 1 - nice);
        return rank <= thread.Process.Limits[Resource.Nice].Current || Files.Credentials.IsSuperuser;
    }

    /// <summary>Whether RLIMIT_NPROC of this process does not allow a user so many threads more than there are; the superuser may have any number.</summary>
    public bool IsAboveThreadLimit(uint user, ulong more)
    {
        ulong limit = Limits[Resource.NProc].Current;
        return user != 0 && limit != ResourceLimit.Infinity && Table.CountThreads(user) + more > limit;
    }

    /// <summary>
    /// Whether execve is refused: the thread has become a user who has too many threads already, which setuid(2) does not refuse,
    /// and still has. Otherwise it is forgotten (PF_NPROC_EXCEEDED in Linux).
    /// </summary>
    public bool RefusesExecute(Thread thread)
    {
        thread.ExceedsThreadLimit &= IsAboveThreadLimit(Files.RealCredentials.UserId, more: 0);
        return thread.ExceedsThreadLimit;
    }

    /// <summary>
    /// Acts for somebody else from now on: what it has in memory is not for those to see whom it becomes, and its parent's end
    /// is no reason for signals any more (<c>commit_creds</c> in Linux).
    /// </summary>
    internal void LeaveName(UserIdentity old, UserIdentity changed)
    {
        if (old.Effective != changed.Effective)
        {
            IsDumpable = false;
            foreach (Thread thread in _threads)
            {
                thread.ParentDeathSignal = Signal.None;
            }
        }
    }

    /// <summary>Whether all ids of another process are this one's real ids.</summary>
    private bool IsOfSameUser(Process other)
    {
        UserIdentity user = new(Files.Users.Real, Files.Users.Real, Files.Users.Real);
        UserIdentity group = new(Files.Groups.Real, Files.Groups.Real, Files.Groups.Real);
        return other.Files.Users == user && other.Files.Groups == group;
    }
}
