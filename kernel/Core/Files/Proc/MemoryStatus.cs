namespace Lodestar.Core.Files.Proc;

/// <summary>The numbers about memory of <c>/proc/[pid]/stat</c>, <c>statm</c> and <c>status</c>: bytes and addresses.</summary>
public sealed class MemoryStatus
{
    /// <summary>All areas.</summary>
    public ulong Size { get; init; }

    /// <summary>The most pages that there were at once.</summary>
    public ulong MostResident { get; init; }

    /// <summary>Pages that there are, and of them those of files.</summary>
    public ulong Resident { get; init; }
    public ulong ResidentFile { get; init; }

    /// <summary>Areas that stay in memory.</summary>
    public ulong Locked { get; init; }

    /// <summary>Areas that are the program's own and can be written, without stacks.</summary>
    public ulong Data { get; init; }
    public ulong Stack { get; init; }

    /// <summary>Areas that can be executed and not be written.</summary>
    public ulong Executable { get; init; }
    public ulong PageTables { get; init; }

    public ulong CodeStart { get; init; }
    public ulong CodeEnd { get; init; }
    public ulong DataStart { get; init; }
    public ulong DataEnd { get; init; }
    public ulong BreakStart { get; init; }
    public ulong StackStart { get; init; }
    public ulong ArgumentsStart { get; init; }
    public ulong ArgumentsEnd { get; init; }
    public ulong EnvironmentStart { get; init; }
    public ulong EnvironmentEnd { get; init; }
}
