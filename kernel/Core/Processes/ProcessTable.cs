using System.Collections.Generic;
using Lodestar.Core.Files.Proc;

namespace Lodestar.Core.Processes;

/// <summary>The processes by their ids.</summary>
public sealed class ProcessTable : IProcessTable
{
    private readonly SortedList<int, Process> _processes = [];

    /// <summary>Adds a process; its id must be new.</summary>
    public void Add(Process process) => _processes.Add(process.Id, process);

    /// <summary>Removes a process.</summary>
    public void Remove(Process process) => _processes.Remove(process.Id);

    public IProcess? Find(int id) => _processes.GetValueOrDefault(id);

    public IProcess? FindNext(int id)
    {
        foreach ((int candidate, Process process) in _processes)
        {
            if (candidate > id)
            {
                return process;
            }
        }

        return null;
    }
}
