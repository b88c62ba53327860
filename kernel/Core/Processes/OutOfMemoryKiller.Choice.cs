using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <content>Who it is.</content>
public sealed partial class OutOfMemoryKiller
{
    private Process? FindLargest()
    {
        Process? largest = null;
        long most = long.MinValue;
        long machinePages = (long)(UserPageTable.MemorySize / Page.Size);
        foreach (Process process in _processes.Processes)
        {
            if (process.HasProgram && MayEnd(process) && process.OutOfMemoryScore(machinePages) is var score && score > most)
            {
                largest = process;
                most = score;
            }
        }

        return largest;
    }

    /// <summary>A protected process stays, and what shares its memory; a child of vfork has none of its own.</summary>
    private bool MayEnd(Process process) =>
        !process.IsEnding
        && !process.BorrowsMemory
        && process.OutOfMemoryAdjustment != OutOfMemoryAdjustment.Lowest
        && !(_processes.Init is { Signals.IsProtected: true, HasProgram: true } init && init.Program == process.Program);

    private static string Describe(Process process, in ProcessMemory memory)
    {
        const long KibPerPage = (long)Page.Size / 1024;
        return $"process {process.Id} ({process.MainThread.PrintableName}) is killed: out of memory: it has {memory.Total * KibPerPage} KiB, "
            + $"{memory.Resident * KibPerPage} KiB of it pages, {memory.Tables * KibPerPage} KiB page tables, "
            + $"{memory.Kernel * KibPerPage} KiB in the kernel";
    }
}
