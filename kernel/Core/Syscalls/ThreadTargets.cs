using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>The threads that calls about priorities mean: one, a process group's, or a user's.</summary>
internal static class ThreadTargets
{
    /// <summary>Finds them.</summary>
    /// <param name="thread">The caller.</param>
    /// <param name="which">What the id is of.</param>
    /// <param name="who">The id; 0 for the caller, its group or its user.</param>
    internal static IEnumerable<Thread> Find(Thread thread, PriorityTarget which, int who)
    {
        Process own = thread.Process;
        if (which == PriorityTarget.Process)
        {
            return (who == 0 ? thread : own.Table.GetThread(who)) is { } target ? [target] : [];
        }

        if (which == PriorityTarget.ProcessGroup)
        {
            return ThreadsOf((who == 0 ? own.Group : own.Table.GetGroup(who))?.Members ?? []);
        }

        uint user = who == 0 ? own.Files.RealCredentials.UserId : (uint)who;
        List<Process> processes = [];
        foreach (Process process in own.Table.Processes)
        {
            if (process.Files.RealCredentials.UserId == user)
            {
                processes.Add(process);
            }
        }

        return ThreadsOf(processes);
    }

    private static IEnumerable<Thread> ThreadsOf(IEnumerable<Process> processes)
    {
        foreach (Process process in processes)
        {
            foreach (Thread thread in process.Threads)
            {
                yield return thread;
            }
        }
    }
}
