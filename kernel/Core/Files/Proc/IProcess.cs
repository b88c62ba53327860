using System;

namespace Lodestar.Core.Files.Proc;

/// <summary>What /proc shows of a process, <c>proc(5)</c>.</summary>
public interface IProcess
{
    /// <summary>1 or more.</summary>
    int Id { get; }

    /// <summary>Who owns the files of the process's directory.</summary>
    Credentials Owner { get; }

    /// <summary>The program's file; null for a process without one.</summary>
    Inode? Executable { get; }

    /// <summary>The absolute path that the program was found at.</summary>
    ReadOnlyMemory<byte> ExecutablePath { get; }

    /// <summary>The arguments as they are now, each with its NUL.</summary>
    FileContent ReadCommandLine();

    /// <summary>The areas of the address space, a line each (<c>proc_pid_maps(5)</c>).</summary>
    FileContent ReadMaps();
}
