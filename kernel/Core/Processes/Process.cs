using System;
using System.Buffers;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Memory;
using Lodestar.Core.Signals;
using Lodestar.Core.Time;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Processes;

/// <summary>A running program: what <c>execve(2)</c> made, and what its threads share.</summary>
public sealed class Process : IProcess
{
    /// <summary>A process that runs a program.</summary>
    /// <param name="id">1 or more.</param>
    /// <param name="program">The program in memory.</param>
    /// <param name="files">Directories, descriptors and credentials.</param>
    /// <param name="random">The kernel's random numbers.</param>
    public Process(int id, LoadedProgram program, FileContext files, IRandomSource random)
    {
        Random = random;
        MainThread = new ThreadState { Id = id, Signals = new ThreadSignals(Signals) };
        SetName(program.Path.Span);
        Id = id;
        Program = program;
        Files = files;
        Limits = new ResourceLimits(files.Descriptors, program.Memory);
    }

    public int Id { get; }

    /// <summary>The parent's id; 0 for the first process.</summary>
    public int ParentId { get; init; }

    public LoadedProgram Program { get; }

    public AddressSpace Memory => Program.Memory;

    public UserPages Pages => Program.Pages;

    public FileContext Files { get; }

    public ResourceLimits Limits { get; }

    /// <summary>The kernel's random numbers.</summary>
    public IRandomSource Random { get; }

    /// <summary>The thread that began in the program's first instruction.</summary>
    public ThreadState MainThread { get; }

    /// <summary>What its threads share about signals.</summary>
    public ProcessSignals Signals { get; } = new();

    /// <summary>When it began, <see cref="SystemClock.Uptime"/>.</summary>
    public long StartTime { get; } = SystemClock.Uptime;

    /// <summary>Whether others may look into it, <c>PR_SET_DUMPABLE</c>.</summary>
    public bool IsDumpable { get; set; } = true;

    /// <summary>What it wants of the whole system with its end, <c>reboot(2)</c>; null for nothing.</summary>
    public RebootCommand? EndOfSystem { get; set; }

    /// <summary>How it ended; null while it runs.</summary>
    public ExitStatus? Status { get; set; }

    /// <summary>What the kernel was doing for the process when <see cref="Failure"/> came.</summary>
    public string? FailedPart { get; set; }

    /// <summary>What the kernel's code has thrown, which ended the process; null if none did.</summary>
    public Exception? Failure { get; set; }

    Credentials IProcess.Owner => Files.Credentials;

    Inode? IProcess.Executable => Program.Executable;

    ReadOnlyMemory<byte> IProcess.ExecutablePath => Program.Path;

    FileContent IProcess.ReadCommandLine()
    {
        byte[] text = new byte[Program.ArgumentsEnd - Program.ArgumentsStart];
        int length = Pages.Read(Memory, Program.ArgumentsStart, text);
        return new ByteArrayContent(text.AsMemory(0, length));
    }

    FileContent IProcess.ReadMaps()
    {
        ArrayBufferWriter<byte> text = new();
        MapsText.Write(Memory, text);
        return new ByteArrayContent(text.WrittenMemory);
    }

    /// <summary>A program's thread is called as the file, cut to what fits.</summary>
    private void SetName(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> file = path[(path.LastIndexOf((byte)'/') + 1)..];
        file[..Math.Min(file.Length, ThreadState.NameSize - 1)].CopyTo(MainThread.Name);
    }

    /// <summary>
    /// Gives back what the process has; it must not run any more. Whatever it could make the kernel keep is garbage afterwards, and a
    /// failure of the kernel is told now that there is memory for it.
    /// </summary>
    public void Free()
    {
        Files.Descriptors.CloseAll();
        Pages.Table.Free();
        Memory.Areas.Clear();
        Signals.Pending.Clear();
        MainThread.Signals.Pending.Clear();
        if (Failure is not null)
        {
            // The runtime takes frames for tables of its own, too, and looks for no garbage first.
            GC.Collect();
            KernelLog.Error($"process {Id} is killed: {FailedPart} has failed in the kernel");
            KernelLog.WriteLine(Failure.ToString());
        }
    }
}
