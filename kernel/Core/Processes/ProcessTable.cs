using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Log;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>The processes, threads and process groups by their ids.</summary>
public sealed class ProcessTable : IProcessTable
{
    /// <summary>The first id that is not given: <c>/proc/sys/kernel/pid_max</c>.</summary>
    public const int IdLimit = 32768;

    /// <summary>Where ids begin again after the last one: low ones are left to what the system started with (RESERVED_PIDS).</summary>
    private const int FirstReused = 300;

    private readonly SortedList<int, Process> _processes = [];
    private readonly Dictionary<int, Thread> _threads = [];
    private readonly Dictionary<int, ProcessGroup> _groups = [];
    private int _lastId;

    /// <summary>A table without processes.</summary>
    /// <param name="log">The kernel's log.</param>
    public ProcessTable(SystemLog log)
    {
        Log = log;
        Load = new LoadAverage(this);
        Processes = _processes.Values;
        OutOfMemory = new OutOfMemoryKiller(this);
    }

    /// <summary>The process that takes over those whose parents have ended.</summary>
    public Process? Init { get; private set; }

    /// <summary>All processes, ended ones that nobody has waited for among them, by their ids.</summary>
    public IList<Process> Processes { get; }

    /// <summary>How many threads there are.</summary>
    public int ThreadCount => _threads.Count;

    /// <summary>How many process groups there are.</summary>
    public int GroupCount => _groups.Count;

    /// <summary>The id that was given last.</summary>
    public int LastId => _lastId;

    /// <summary>Who waits for futexes.</summary>
    public FutexTable Futexes { get; } = new();

    /// <summary>How many signals wait for the processes of each user.</summary>
    public SignalAccounts QueuedSignals { get; } = new();

    /// <summary>How many threads there have been, those that have ended among them.</summary>
    public long CreatedThreads { get; private set; }

    /// <summary>The kernel's log as programs see it.</summary>
    public SystemLog Log { get; }

    /// <summary>Whether Ctrl-Alt-Del restarts the system by itself (<c>LINUX_REBOOT_CMD_CAD_ON</c>); otherwise the first process gets SIGINT.</summary>
    public bool RestartsByKeys { get; set; } = true;

    /// <summary>What the system is called.</summary>
    public SystemNames Names { get; } = new();

    /// <summary>Who is ended when memory is out.</summary>
    public OutOfMemoryKiller OutOfMemory { get; }

    /// <summary>How much there is to do.</summary>
    public LoadAverage Load { get; }

    /// <summary>What is to become of the machine when the first process has ended, <c>reboot(2)</c>; null for nothing.</summary>
    public RebootCommand? EndOfSystem { get; private set; }

    /// <summary>Wakes who waits for processes to be gone, or for the end of the first one.</summary>
    public WaitQueue Changed { get; } = new();

    /// <summary>Begins the end of the system: that of the first process, and with it of all others.</summary>
    /// <param name="command">What is to become of the machine.</param>
    public void EndSystem(RebootCommand command)
    {
        EndOfSystem = command;
        Init?.End(ExitStatus.Exited(0));
    }

    /// <summary>An id that no process, thread, group or session has; 0 when there is none.</summary>
    public int AllocateId()
    {
        for (int tries = 0; tries < IdLimit; tries++)
        {
            _lastId = _lastId + 1 < IdLimit ? _lastId + 1 : FirstReused;
            if (!_threads.ContainsKey(_lastId) && !_processes.ContainsKey(_lastId) && !_groups.ContainsKey(_lastId)
                && !IsSession(_lastId))
            {
                return _lastId;
            }
        }

        return 0;
    }

    /// <summary>Adds a process; its id must be new. The first one becomes <see cref="Init"/>.</summary>
    public void Add(Process process)
    {
        _processes.Add(process.Id, process);
        if (Init is null)
        {
            Init = process;
            Load.Start();
        }
    }

    /// <summary>Removes a process.</summary>
    public void Remove(Process process)
    {
        _processes.Remove(process.Id);
        if (Init == process)
        {
            Init = null;
            Load.Stop();
        }

        Changed.Wake();
    }

    /// <summary>The process with an id, or null.</summary>
    public Process? Get(int id) => _processes.GetValueOrDefault(id);

    /// <summary>The thread with an id, or null.</summary>
    public Thread? GetThread(int id) => _threads.GetValueOrDefault(id);

    /// <summary>The process group with an id, or null.</summary>
    public ProcessGroup? GetGroup(int id) => _groups.GetValueOrDefault(id);

    public int CurrentThread => Scheduler.Current is Thread thread ? thread.Id : 0;

    public IProcess? Find(int id) => (Get(id) ?? GetThread(id)?.Process) is { } process ? new ProcessView(process) : null;

    public IProcess? FindNext(int id)
    {
        foreach ((int candidate, Process process) in _processes)
        {
            if (candidate > id)
            {
                return new ProcessView(process);
            }
        }

        return null;
    }

    /// <summary>The threads of a user's processes, by the real user id.</summary>
    public ulong CountThreads(uint user)
    {
        ulong count = 0;
        for (int i = 0; i < Processes.Count; i++)
        {
            Process process = Processes[i];
            count += process.Files.RealCredentials.UserId == user ? (ulong)int.Max(process.Threads.Count, 1) : 0;
        }

        return count;
    }

    /// <summary>Whether a session with an id has members.</summary>
    public bool IsSession(int id)
    {
        foreach ((int _, ProcessGroup group) in _groups)
        {
            if (group.Session.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many threads run, could, or wait uninterruptibly.</summary>
    public int CountActive() => Count(ScheduledThreadState.Runnable) + Count(ScheduledThreadState.Uninterruptible);

    /// <summary>How many threads are in a state.</summary>
    public int Count(ScheduledThreadState state)
    {
        int count = 0;
        foreach ((int _, Thread thread) in _threads)
        {
            count += thread.State == state ? 1 : 0;
        }

        return count;
    }

    internal void Add(Thread thread)
    {
        _threads.Add(thread.Id, thread);
        CreatedThreads++;
    }

    internal void Remove(Thread thread) => _threads.Remove(thread.Id);

    internal void Add(ProcessGroup group) => _groups.Add(group.Id, group);

    internal void Remove(ProcessGroup group) => _groups.Remove(group.Id);
}
