using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>A descriptor for a process, or for one thread, <c>pidfd_open(2)</c>: it never means another one that gets the same id.</summary>
public sealed class PidFile : OpenFile
{
    private const int NoId = -1;

    private readonly int _id;
    private readonly Thread? _thread;

    /// <summary>A descriptor for a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="flags">O_NONBLOCK: waitid does not wait.</param>
    public PidFile(Process process, PidFileFlags flags)
        : base(process.PidInode, OpenFlags.RdWr | (OpenFlags)(flags & PidFileFlags.NonBlock))
    {
        Process = process;
        _id = process.Id;
    }

    /// <summary>A descriptor for a thread.</summary>
    /// <inheritdoc cref="PidFile(Process, PidFileFlags)"/>
    public PidFile(Thread thread, PidFileFlags flags)
        : base(thread.PidInode, OpenFlags.RdWr | (OpenFlags)(flags & PidFileFlags.NonBlock))
    {
        Process = thread.Process;
        _thread = thread;
        _id = thread.Id;
        Flags |= (OpenFlags)PidFileFlags.Thread;
    }

    /// <summary>The process, or that of the thread.</summary>
    public Process Process { get; }

    /// <summary>The id; -1 when it is nobody's any more, or another's.</summary>
    public int Id => IsGone ? NoId : _id;

    /// <summary>The thread that it was made for, or a process's first one.</summary>
    public Thread Thread => _thread ?? Process.MainThread;

    /// <summary>Whether it was made for a thread.</summary>
    public bool IsOfThread => _thread is not null;

    /// <summary>Readable once it has ended; a process until its parent has waited for it, and hung up from then on.</summary>
    public override PollEvents Readiness =>
        IsGone ? PollEvents.In | PollEvents.RdNorm | PollEvents.Hup
        : Process.HasEnded ? PollEvents.In | PollEvents.RdNorm
        : PollEvents.None;

    public override WaitQueue ReadinessChanged => ((PidInode)Inode).Waiters;

    public override bool SupportsNoWait => true;

    public override string PseudoPath => "anon_inode:[pidfd]";

    /// <summary>Whether it is known no more: a process when its parent has waited for it, a further thread when it has ended.</summary>
    public bool IsGone => IsFurtherThread
        ? Process.Table.GetThread(_id) != _thread
        : Process.Table.Get(_id) != Process;

    private bool IsFurtherThread => _thread is not null && _id != Process.Id;

    public override void Describe(TextBuffer text) => text.Add($"Pid:\t{Id}\nNSpid:\t{Id}\n");
}
