using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>A thread of a process, and what it has told the kernel about itself.</summary>
public sealed partial class Thread : ScheduledThread, ISignalThread
{
    /// <summary>Bytes of a name with its NUL (TASK_COMM_LEN).</summary>
    public const int NameSize = 16;

    private const ulong DefaultTimerSlack = 50_000;

    private readonly byte[] _name = new byte[NameSize];
    private readonly UsageMeter _meter = new();
    private PidInode? _pidInode;

    /// <summary>A thread that does not run yet.</summary>
    /// <param name="id">Of its own, 1 or more; that of a process's first thread is the process's.</param>
    /// <param name="process">Whose it is.</param>
    public Thread(int id, Process process)
    {
        Id = id;
        Process = process;
        Signals = new ThreadSignals(process.Signals, this);
        Futex = new FutexWaiter(this);
    }

    /// <summary>The thread's id.</summary>
    public int Id { get; internal set; }

    /// <summary>Whose it is.</summary>
    public Process Process { get; }

    /// <summary>Its signals.</summary>
    public ThreadSignals Signals { get; }

    /// <summary>Its place among those who wait for futexes.</summary>
    public FutexWaiter Futex { get; }

    /// <summary>The name, <c>PR_SET_NAME</c>: <see cref="NameSize"/> bytes, with NULs behind it.</summary>
    public Span<byte> Name => _name;

    /// <summary>The name for the log: other characters than those of ASCII are question marks.</summary>
    public string PrintableName
    {
        get
        {
            const char FirstPrintable = ' ';
            const char LastPrintable = '~';
            Span<char> text = stackalloc char[NameSize];
            int length = 0;
            for (; length < NameSize && _name[length] != 0; length++)
            {
                char character = (char)_name[length];
                text[length] = character is >= FirstPrintable and <= LastPrintable ? character : '?';
            }

            return new string(text[..length]);
        }
    }

    /// <summary>Whether execve gives no more rights than it has, <c>PR_SET_NO_NEW_PRIVS</c>.</summary>
    public bool HasNoNewPrivileges { get; set; }

    /// <summary>Whose reads and writes come first, <c>ioprio_set(2)</c>.</summary>
    public IoPriority IoPriority { get; set; }

    /// <summary>What is different for its next program, <c>personality(2)</c>.</summary>
    public Personality Personality { get; set; }

    /// <summary>Whether it has become a user who had more threads than RLIMIT_NPROC allows: see <see cref="Process.RefusesExecute"/>.</summary>
    public bool ExceedsThreadLimit { get; set; }

    /// <summary>Whether new threads and processes begin without a negative nice value (SCHED_RESET_ON_FORK).</summary>
    public bool ResetsOnFork { get; set; }

    /// <summary>Nanoseconds by which its timers may be late, <c>PR_SET_TIMERSLACK</c>; they are as exact as they can be.</summary>
    public ulong TimerSlack { get; set; } = DefaultTimerSlack;

    /// <summary>What <see cref="TimerSlack"/> goes back to: what it was when the thread began.</summary>
    public ulong InitialTimerSlack { get; private set; } = DefaultTimerSlack;

    /// <summary>The signal that the process gets when its parent has ended, <c>PR_SET_PDEATHSIG</c>; none for none.</summary>
    public Signal ParentDeathSignal { get; set; }

    /// <summary>Where a zero is written when the thread ends, <c>set_tid_address(2)</c>; 0 for nowhere.</summary>
    public ulong ClearChildId { get; set; }

    /// <summary>Where the thread's id is written when it begins (CLONE_CHILD_SETTID); 0 for nowhere.</summary>
    public ulong SetChildId { get; set; }

    /// <summary>Head of the list of robust futexes, <c>set_robust_list(2)</c>.</summary>
    public ulong RobustList { get; set; }

    /// <summary>Address of struct rseq, <c>rseq(2)</c>; 0 without one.</summary>
    public ulong RestartableSequence { get; set; }

    /// <summary>The length that it was registered with, in bytes.</summary>
    public uint RestartableSequenceLength { get; set; }

    /// <summary>What stands before a restartable sequence's abort handler.</summary>
    public uint RestartableSequenceSignature { get; set; }

    /// <summary>Whether it has found no memory, and others are ending that have some.</summary>
    internal bool AwaitsMemory { get; set; }

    /// <summary>Pages that came by its faults.</summary>
    public long MinorFaults { get; internal set; }

    /// <summary>The inode of all descriptors for it: a process's first thread has the process's.</summary>
    public PidInode PidInode => this == Process.MainThread ? Process.PidInode : _pidInode ??= new PidInode();

    /// <summary>What it has used.</summary>
    public Usage Usage => _meter.Read(UsageCounts.Of(this)) with { MostPages = Process.MostPages };

    /// <summary>What the process's threads have to leave for.</summary>
    public override bool HasSignal => Signals.HasWork;

    public override bool IsKilled => Signals.MustEnd;

    public override ulong FileSizeLimit => Process.Limits[Resource.FSize].Current;

    /// <summary>As if the process sent it to the thread: send_sig in Linux's <c>kernel/signal.c</c>.</summary>
    public override void Raise(Signal signal)
    {
        SignalInfo info = SignalInfo.FromProcess(signal, SignalCode.SI_USER, Process.Id, Process.Files.RealCredentials.UserId);

        // Only signals with a number of their own can be refused.
        _ = Signals.Send(info, Process.Limits[Resource.SigPending].Current);
    }

    void ISignalThread.Interrupt() => Scheduler.Interrupt(this);

    void ISignalThread.Resume() => Scheduler.Wake(this, WaitEnd.Woken);

    /// <summary>Gives it the stack that it starts on.</summary>
    public void Begin(KernelThread machine)
    {
        machine.PageTable = Process.Pages.Table;
        Machine = machine;
    }

    /// <summary>
    /// The running thread leaves its memory for good, for another program or at its end: tells those who wait for that there
    /// (<c>mm_release</c> in Linux).
    /// </summary>
    internal void LeaveMemory()
    {
        RobustFutexes.Release(this);
        ulong address = ClearChildId;
        ClearChildId = 0;
        if (address != 0 && (Process.Threads.Count > 1 || Process.Program.IsShared) && UserMemory.TryWrite(address, 0))
        {
            Process.WakeFutex(address);
        }
    }

    /// <summary>Nobody knows it by its id any more: who waits for one of its descriptors has to know.</summary>
    internal void TellPidFiles() => _pidInode?.Tell();

    protected internal override void Tick() => Process.Tick();

    /// <summary>What execve leaves of a thread.</summary>
    internal void BeginProgram(LoadedProgram program)
    {
        Machine!.PageTable = program.Pages.Table;
        SetName(program.Name.Span);
        Signals.AlternateStack.Clear();
        RestartableSequence = 0;
        RestartableSequenceLength = 0;
        RestartableSequenceSignature = 0;
    }

    /// <summary>Takes over what a new thread has from the one that made it.</summary>
    internal void TakeOver(Thread creator)
    {
        creator.Name.CopyTo(Name);
        HasNoNewPrivileges = creator.HasNoNewPrivileges;
        IoPriority = creator.IoPriority;
        Personality = creator.Personality;
        Nice = creator.ResetsOnFork ? Math.Max(creator.Nice, 0) : creator.Nice;
        Policy = creator.Policy;
        TimerSlack = creator.TimerSlack;
        InitialTimerSlack = creator.TimerSlack;
        Signals.SetMask(creator.Signals.Mask);
        if (creator.Process.Memory != Process.Memory)
        {
            RestartableSequence = creator.RestartableSequence;
            RestartableSequenceLength = creator.RestartableSequenceLength;
            RestartableSequenceSignature = creator.RestartableSequenceSignature;
        }
    }

    /// <summary>A program's thread is called as the file, cut to what fits.</summary>
    internal void SetName(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> file = path[(path.LastIndexOf((byte)'/') + 1)..];
        Name.Clear();
        file[..Math.Min(file.Length, NameSize - 1)].CopyTo(Name);
    }
}
