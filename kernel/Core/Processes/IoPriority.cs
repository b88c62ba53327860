using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>
/// Whose reads and writes of disks come first, <c>ioprio_set(2)</c>: a class, a level from 0 to 7, a lower one being better, and hints.
/// It is kept and shown; there are no disks.
/// </summary>
/// <param name="Value">As the calls have it.</param>
public readonly record struct IoPriority(int Value)
{
    private const int ClassShift = 13;
    private const int ClassMask = 7;
    private const int LevelMask = 7;

    /// <summary>Nice values that make one level.</summary>
    private const int NicePerLevel = 5;

    /// <summary>The class.</summary>
    public IoPriorityClass Class => (IoPriorityClass)((Value >> ClassShift) & ClassMask);

    private int Level => Value & LevelMask;

    /// <summary>Whether a thread may have it: ioprio_check_cap in Linux's <c>block/ioprio.c</c>.</summary>
    /// <returns>None, EINVAL, EPERM for the first class, which is the superuser's.</returns>
    public Errno Check(bool isSuperuser) => Class switch
    {
        IoPriorityClass.RealTime => isSuperuser ? Errno.None : Errno.EPERM,
        IoPriorityClass.BestEffort or IoPriorityClass.Idle => Errno.None,
        IoPriorityClass.None when Level == 0 => Errno.None,
        _ => Errno.EINVAL,
    };

    /// <summary>What counts for a thread that has this one: without a class the nice value decides.</summary>
    public IoPriority For(ScheduledThread thread)
    {
        int ofNice = (thread.Nice - ScheduledThread.LowestNice) / NicePerLevel;
        IoPriorityClass chosen = thread.Policy == SchedulingPolicy.Idle ? IoPriorityClass.Idle : IoPriorityClass.BestEffort;
        return Class == IoPriorityClass.None ? new IoPriority(((int)chosen << ClassShift) | ofNice) : this;
    }
}
