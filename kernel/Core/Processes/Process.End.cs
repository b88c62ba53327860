using System;
using System.Diagnostics.CodeAnalysis;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Processes;

/// <content>The end: of a thread, and of the process.</content>
public sealed partial class Process
{
    private string? _failedPart;
    private Exception? _failure;

    /// <summary>Whether all of its threads have to end, or have.</summary>
    public bool IsEnding => Status is not null;

    /// <summary>Whether all of its threads have ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The signal that its parent gets when it has ended; <see cref="Signal.None"/> for none.</summary>
    public Signal ExitSignal { get; internal set; } = Signal.SIGCHLD;

    /// <summary>Whether a parent of vfork still waits.</summary>
    internal bool BorrowsMemory { get; set; }

    /// <summary>Begins the end of the process: each of its threads ends as soon as it is on its way to ring 3.</summary>
    /// <param name="status">How it ends; if it ends already, that counts.</param>
    public void End(ExitStatus status)
    {
        if (IsEnding)
        {
            return;
        }

        Status = status;
        Signals.EndStop();
        EndThreads(except: null);
        Table.OutOfMemory.ProcessEnds(this);
    }

    /// <summary>Remembers what the kernel's code has thrown, which ends the process.</summary>
    /// <param name="what">What the kernel was doing.</param>
    /// <param name="exception">What was thrown.</param>
    public void Fail(string what, Exception exception)
    {
        _failedPart = what;
        _failure = exception;
        End(ExitStatus.Killed(Signal.SIGKILL));
    }

    /// <summary>Tells the threads, but for one, that they have to end.</summary>
    internal void EndThreads(Thread? except)
    {
        foreach (Thread thread in _threads)
        {
            if (thread != except)
            {
                thread.Signals.End();
            }
        }
    }

    /// <summary>Ends the running thread, and with the last one the process. Does not return.</summary>
    /// <param name="thread">The running thread.</param>
    /// <param name="status">What counts if it is the last one and nothing else has ended the process.</param>
    [DoesNotReturn]
    public void EndThread(Thread thread, ExitStatus status)
    {
        _threads.Remove(thread);
        Signals.Remove(thread.Signals);
        AddUsageOf(thread);
        if (thread != MainThread)
        {
            Table.Remove(thread);
            thread.TellPidFiles();
        }

        if (_threads.Count == 0)
        {
            Status ??= status;
            Finish();
        }

        ThreadEnded.Wake();
        Scheduler.Exit();
    }

    /// <summary>
    /// Gives back what the process has; only its status stays for the parent. Whatever it could make the kernel keep is garbage
    /// afterwards, and a failure of the kernel is told now that there is memory for it.
    /// </summary>
    private void Finish()
    {
        Files.Release();
        LeaveTerminal();
        ReleaseProgram(null);
        Signals.Pending.Clear();
        Timers.Clear();
        if (_failure is not null)
        {
            // The runtime takes frames for tables of its own, too, and looks for no garbage first.
            GC.Collect();
            KernelLog.Error($"process {Id} is killed: {_failedPart} has failed in the kernel");
            KernelLog.WriteLine(_failure.ToString());
        }

        HasEnded = true;
        Files.Mounts.ReleaseUnused();
        Table.OutOfMemory.ProcessEnded(this);
        TellPidFiles();
        LeaveChildren();
        TellParent();
    }

    /// <summary>Takes another program in place of the one that it has.</summary>
    private void ReleaseProgram(LoadedProgram? next)
    {
        LoadedProgram? old = _program;
        _mostPages = MostPages;
        _program = next;
        next?.Pages.Table.Activate();
        old?.Release();
        if (BorrowsMemory)
        {
            BorrowsMemory = false;
            MemoryLeft.Wake();
        }
    }
}
