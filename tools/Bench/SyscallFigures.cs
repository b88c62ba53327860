using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lodestar.Bench;

/// <summary>What the operations cost on one system: the least of one or several runs.</summary>
public sealed class SyscallFigures
{
    private readonly Dictionary<string, SyscallLine> least = [];

    /// <summary>Takes in the console of a run.</summary>
    /// <exception cref="InvalidDataException">It says nothing of an operation.</exception>
    public void Add(IReadOnlyCollection<string> console)
    {
        Dictionary<string, SyscallLine> run = console
            .Select(SyscallLine.TryParse)
            .OfType<SyscallLine>()
            .ToDictionary(static line => line.Operation);
        foreach (SyscallOperation operation in SyscallOperation.All)
        {
            if (console.Contains($"SYSCALL {operation.Name} missing"))
            {
                continue;
            }

            if (!run.TryGetValue(operation.Name, out SyscallLine? line))
            {
                throw new InvalidDataException($"the console has no line \"SYSCALL {operation.Name}\":\n{string.Join('\n', console)}");
            }

            least[operation.Name] = least.TryGetValue(operation.Name, out SyscallLine? before)
                ? new SyscallLine(line.Operation, Math.Min(before.Ticks, line.Ticks), Math.Min(before.Nanoseconds, line.Nanoseconds))
                : line;
        }
    }

    /// <summary>The figures of an operation; null if the system does not have its calls.</summary>
    public SyscallLine? this[SyscallOperation operation] => least.GetValueOrDefault(operation.Name);
}
