using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Memory;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Processes;

/// <summary>A process: what its threads share (a thread group in Linux's words), and its place among the others.</summary>
public sealed partial class Process
{
    private readonly List<Thread> _threads = [];
    private readonly List<Process> _children = [];
    private LoadedProgram? _program;

    /// <summary>A first process, which leads a session of its own.</summary>
    /// <param name="table">Where it gets its id and its place.</param>
    /// <param name="program">The program in memory.</param>
    /// <param name="files">Directories, descriptors and credentials.</param>
    /// <param name="random">The kernel's random numbers.</param>
    public Process(ProcessTable table, LoadedProgram program, FileContext files, IRandomSource random)
        : this(table, table.AllocateId(), program, files, random, new SignalActions(), null)
    {
        Limits = new ResourceLimits();
        Limits.Apply(files.Descriptors, Memory);
        Group = new ProcessGroup(Id, new Session(Id) { Leader = this });
        table.Add(Group);
        Group.Add(this);
        MainThread.SetName(program.Name.Span);
    }

    private Process(
        ProcessTable table, int id, LoadedProgram program, FileContext files, IRandomSource random, SignalActions actions,
        Process? parent)
    {
        Table = table;
        Id = id;
        _program = program;
        Files = files;
        Files.ProcessId = id;
        Random = random;
        Parent = parent;
        Signals = new ProcessSignals(actions, this);
        Timers = new ProcessTimers(this);
        MainThread = new Thread(id, this);
        Limits = null!;
        Group = null!;
        parent?._children.Add(this);
        table.Add(this);
        Add(MainThread);
    }

    /// <summary>All processes.</summary>
    public ProcessTable Table { get; }

    public int Id { get; }

    /// <summary>Who waits for its end; null for the first process.</summary>
    public Process? Parent { get; private set; }

    /// <summary>The parent's id; 0 for the first process.</summary>
    public int ParentId => Parent?.Id ?? 0;

    /// <summary>Its children, those that have ended and that it has not waited for among them.</summary>
    public IReadOnlyList<Process> Children => _children;

    /// <summary>Its threads that have not ended.</summary>
    public IReadOnlyList<Thread> Threads => _threads;

    /// <summary>The job that it is part of.</summary>
    public ProcessGroup Group { get; private set; }

    public Session Session => Group.Session;

    /// <summary>The program; there is none any more once the process has ended.</summary>
    public LoadedProgram Program => _program ?? throw new InvalidOperationException($"Process {Id} has ended.");

    /// <summary>Whether it still has its memory.</summary>
    public bool HasProgram => _program is not null;

    public AddressSpace Memory => Program.Memory;

    public UserPages Pages => Program.Pages;

    public FileContext Files { get; }

    public ResourceLimits Limits { get; private init; }

    /// <summary>The kernel's random numbers.</summary>
    public IRandomSource Random { get; }

    /// <summary>The thread that began in the program's first instruction; its id is the process's.</summary>
    public Thread MainThread { get; private set; }

    /// <summary>What its threads share about signals.</summary>
    public ProcessSignals Signals { get; }

    /// <summary>Its timers.</summary>
    public ProcessTimers Timers { get; }

    /// <summary>When it began, <see cref="SystemClock.Uptime"/>.</summary>
    public long StartTime { get; } = SystemClock.Uptime;

    /// <summary>Whether others may look into it, <c>PR_SET_DUMPABLE</c>.</summary>
    public bool IsDumpable { get; set; } = true;

    /// <summary>Whether orphans among its descendants become its children, <c>PR_SET_CHILD_SUBREAPER</c>.</summary>
    public bool IsSubreaper { get; set; }

    /// <summary>Whether it has called execve since it was forked: then its parent may not move it to another group.</summary>
    public bool HasExecuted { get; private set; }

    /// <summary>How it ended, or is going to end; null while nothing ends it.</summary>
    public ExitStatus? Status { get; private set; }

    /// <summary>Wakes who waits for its children: one has ended, stopped or gone on.</summary>
    public WaitQueue ChildChanged { get; } = new();

    /// <summary>Wakes the parent that waits for a child of vfork to leave its memory.</summary>
    public WaitQueue MemoryLeft { get; } = new();

    /// <summary>Wakes who waits for other threads of the process to end.</summary>
    public WaitQueue ThreadEnded { get; } = new();

    /// <summary>Wakes one that waits for the futex at an address, which other processes may have in their memory, too.</summary>
    internal void WakeFutex(ulong address)
    {
        if (FutexKey.TryFind(Memory, address, isPrivate: false, out FutexKey key) == Errno.None)
        {
            Table.Futexes.Wake(key, count: 1);
        }
    }

    /// <summary>Adds a thread.</summary>
    internal void Add(Thread thread)
    {
        _threads.Add(thread);
        Signals.Add(thread.Signals);
        Table.Add(thread);
    }

    /// <summary>Moves the process to a group, which may be new.</summary>
    internal void MoveTo(ProcessGroup group)
    {
        LeaveGroup();
        if (group.Members.Count == 0)
        {
            Table.Add(group);
        }

        Group = group;
        group.Add(this);
    }

    private void LeaveGroup()
    {
        Group.Remove(this);
        if (Group.Members.Count == 0)
        {
            Table.Remove(Group);
        }
    }
}
