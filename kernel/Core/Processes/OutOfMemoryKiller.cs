using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
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
    /// <summary>After a collection that was not enough, the next one comes when so many times its duration has passed.</summary>
    private const int PauseShare = 10;

    private readonly ProcessTable _processes;
    private readonly WaitQueue _ended = new();

    /// <summary>Processes that are ending and have not given their memory back yet.</summary>
    private readonly List<Process> _ending = [];

    /// <summary>Until when a collection is not worth its time, <see cref="SystemClock.Uptime"/>.</summary>
    private long _nextCollection;

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
            Collect(frames);
            return HasRoom(frames);
        }

        if (!thread.Process.IsEnding)
        {
            if (!TakePagesOfEnding(thread.Process))
            {
                Collect(frames);
                if (!HasRoom(frames))
                {
                    EndLargest(thread.Process);
                }
            }

            if (HasRoom(frames))
            {
                return true;
            }

            thread.AwaitsMemory = true;
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

        Collect(frames: 1);
        return HasRoomForFiles;
    }

    /// <summary>On a thread's way to ring 3: makes room for the kernel's heap, and waits if it has found no memory and others are ending.</summary>
    internal void Work(Thread thread)
    {
        if (TakeHeapGrowth() && !HasRoom(0))
        {
            TryMakeRoom(0);
        }

        if (!thread.AwaitsMemory)
        {
            return;
        }

        thread.AwaitsMemory = false;
        while (!HasRoom(1) && !thread.IsKilled && IsAnyEnding(thread.Process))
        {
            _ended.WaitUninterruptible();
        }
    }

    /// <summary>A process begins to end.</summary>
    internal void ProcessEnds(Process process) => _ending.Add(process);

    /// <summary>A process has ended: its memory is back.</summary>
    internal void ProcessEnded(Process process)
    {
        _ending.Remove(process);
        _ended.Wake();
    }

    /// <summary>Collects the kernel's garbage, unless that was of no use a moment ago: a crowd that wants memory would wait for nothing else.</summary>
    private void Collect(ulong frames)
    {
        KernelThread.TrimStacks();
        long start = SystemClock.Uptime;
        if (start < _nextCollection)
        {
            return;
        }

        GC.Collect();
        long end = SystemClock.Uptime;
        _nextCollection = HasRoom(frames) ? 0 : end + ((end - start) * PauseShare);
    }

    private bool IsAnyEnding(Process except) => _ending.Count > (_ending.Contains(except) ? 1 : 0);

    /// <summary>Takes the pages of processes that are ending; false when there are no such processes.</summary>
    private bool TakePagesOfEnding(Process asking)
    {
        foreach (Process process in _ending)
        {
            if (process.HasProgram)
            {
                TakePages(process.Program, asking);
            }
        }

        return IsAnyEnding(asking);
    }

    /// <summary>Takes the pages of a program if all processes are ending that have it. The one that is asking is busy with its own.</summary>
    private void TakePages(LoadedProgram program, Process asking)
    {
        if (program == asking.Program || (program.IsShared && !AreAllEnding(program)))
        {
            return;
        }

        program.Pages.GiveUp();
    }

    private bool AreAllEnding(LoadedProgram program)
    {
        foreach (Process process in _processes.Processes)
        {
            if (process.HasProgram && process.Program == program && !process.IsEnding)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Ends the process that takes most, with those that share its memory; without another one that may be ended, the one that asks.</summary>
    private void EndLargest(Process asking)
    {
        Process? largest = FindLargest();
        Process victim = largest ?? asking;
        LoadedProgram program = victim.Program;
        ProcessMemory memory = victim.MeasureMemory();
        if (largest is null)
        {
            // Who shares its memory may be one that stays whatever happens.
            asking.End(ExitStatus.Killed(Signal.SIGKILL));
            KernelLog.Warning(Describe(asking, memory));
            return;
        }

        foreach (Process process in _processes.Processes)
        {
            if (process.HasProgram && process.Program == program)
            {
                process.End(ExitStatus.Killed(Signal.SIGKILL));
            }
        }

        // The report takes memory, too.
        TakePages(program, asking);
        KernelLog.Warning(Describe(victim, memory));
    }
}
