using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>
/// Ends the process that takes most when memory is out (Linux's <c>mm/oom_kill.c</c>), and lets those who want some wait for it.
/// </summary>
/// <remarks>
/// A page can be wanted in the middle of a copy, where nobody may wait: so the pages of a process that ends are taken at once, without
/// it, for it will not run in ring 3 again. For what else it has, whoever wants memory waits on the way to ring 3.
/// </remarks>
public sealed partial class OutOfMemoryKiller : MemoryRelief
{
    private readonly ProcessTable _processes;
    private readonly WaitQueue _ended = new();

    /// <summary>Whether somebody has found no memory, and processes are ending that have some.</summary>
    private bool _isAwaited;

    /// <summary>The one for a table of processes, which the machine asks from now on.</summary>
    internal OutOfMemoryKiller(ProcessTable processes)
    {
        _processes = processes;
        Begin();
    }

    public override bool TryMakeRoom(ulong frames)
    {
        if (Scheduler.Current is not Thread thread)
        {
            Collect();
            return HasRoom(frames);
        }

        if (!thread.Process.IsEnding)
        {
            if (!TakePagesOfEnding(thread.Process))
            {
                Collect();
                if (!HasRoom(frames))
                {
                    EndLargest(thread.Process);
                }
            }

            if (HasRoom(frames))
            {
                return true;
            }

            _isAwaited = true;
            UserWork.Request();
        }

        // The kernel's reserve is good enough for what a call or an end still needs, since memory comes soon.
        return HasUrgentRoom(frames);
    }

    /// <summary>As long as there is a process that takes more than all files do: that one is ended when it comes to it.</summary>
    public override bool MayFilesGrow()
    {
        if (FindLargest() is { } largest && largest.MeasureMemory().Total > FileStorage.AllFrames)
        {
            return true;
        }

        Collect();
        return HasRoomForFiles;
    }

    /// <summary>On a thread's way to ring 3: makes room for the kernel's heap, and waits as long as memory is out and others are ending.</summary>
    internal void Work(Thread thread)
    {
        if (TakeHeapGrowth() && !HasRoom(0))
        {
            TryMakeRoom(0);
        }

        if (!_isAwaited)
        {
            return;
        }

        while (!HasRoom(1) && !thread.IsKilled && IsAnyEnding(thread.Process))
        {
            _ended.WaitUninterruptible();
        }

        _isAwaited = false;
    }

    /// <summary>A process has ended: its memory is back.</summary>
    internal void ProcessEnded() => _ended.Wake();

    private static void Collect()
    {
        KernelThread.TrimStacks();
        GC.Collect();
    }

    /// <summary>Whether a process is ending and has not given its memory back yet.</summary>
    private static bool HoldsMemory(Process process, Process except) => process.IsEnding && process.HasProgram && process != except;

    private bool IsAnyEnding(Process except)
    {
        foreach (Process process in _processes.Processes)
        {
            if (HoldsMemory(process, except))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the pages of processes that are ending; false when there are no such processes.</summary>
    private bool TakePagesOfEnding(Process asking)
    {
        bool isAny = false;
        foreach (Process process in _processes.Processes)
        {
            if (HoldsMemory(process, asking))
            {
                isAny = true;
                TakePages(process.Program, asking);
            }
        }

        return isAny;
    }

    /// <summary>Takes the pages of a program if all processes are ending that have it. The one that is asking is busy with its own.</summary>
    private void TakePages(LoadedProgram program, Process asking)
    {
        foreach (Process process in _processes.Processes)
        {
            if (process.HasProgram && process.Program == program && (!process.IsEnding || process == asking))
            {
                return;
            }
        }

        program.Pages.GiveUp();
    }

    /// <summary>Ends the process that takes most, with those that share its memory; without another one that may be ended, the one that asks.</summary>
    private void EndLargest(Process asking)
    {
        Process victim = FindLargest() ?? asking;
        LoadedProgram program = victim.Program;
        string report = Describe(victim);
        foreach (Process process in _processes.Processes)
        {
            if (process.HasProgram && process.Program == program)
            {
                process.End(ExitStatus.Killed(Signal.SIGKILL));
            }
        }

        TakePages(program, asking);
        KernelLog.Warning(report);
    }
}
