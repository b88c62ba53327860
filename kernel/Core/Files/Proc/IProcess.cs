using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>What /proc shows of a process or, in a process's directory "task", of one of its threads: <c>proc(5)</c>.</summary>
public interface IProcess
{
    /// <summary>The id of the process, or of the thread; 1 or more.</summary>
    int Id { get; }

    /// <summary>The id of the process.</summary>
    int ProcessId { get; }

    /// <summary>Whether it is still there.</summary>
    bool Exists { get; }

    /// <summary>Who owns its directory.</summary>
    Credentials Owner { get; }

    /// <summary>Who owns the files in it: the superuser if nobody may look into the process.</summary>
    Credentials FileOwner { get; }

    /// <summary>The program's file; null for a process without one.</summary>
    Location? Executable { get; }

    /// <summary>Directories and descriptors; null once it has ended.</summary>
    FileContext? Files { get; }

    /// <summary>The name of the thread, up to 15 bytes.</summary>
    ReadOnlySpan<byte> Name { get; set; }

    /// <summary>How much rather (up to 1,000) or less (down to -1,000) it is ended than others when memory is out.</summary>
    int OutOfMemoryAdjustment { get; set; }

    /// <summary>Thousandths of the machine's memory that it takes.</summary>
    int MemoryShare { get; }

    /// <summary>Whether somebody may look into it (PTRACE_MODE_READ_FSCREDS, <c>ptrace(2)</c>).</summary>
    bool MayBeInspectedBy(FileContext who);

    /// <summary>What it is and has done.</summary>
    ProcessStatus ReadStatus();

    /// <summary>Its memory; null when it has none any more.</summary>
    MemoryStatus? ReadMemory();

    /// <summary>One of its limits.</summary>
    ResourceLimit LimitOf(Resource resource);

    /// <summary>Adds a range of the program's memory, as far as it can be read.</summary>
    void AddMemory(TextBuffer text, ulong start, ulong end);

    /// <summary>Adds the areas of the address space, a line each (<c>proc_pid_maps(5)</c>).</summary>
    void AddMaps(TextBuffer text);

    /// <summary>Adds what the kernel told the program when it began (<c>getauxval(3)</c>): pairs of 8 bytes each.</summary>
    void AddAuxiliaryValues(TextBuffer text);

    /// <summary>The thread of the process with an id, or null.</summary>
    IProcess? FindThread(int id);

    /// <summary>The thread with the lowest id above a number, or null.</summary>
    IProcess? FindNextThread(int id);
}
