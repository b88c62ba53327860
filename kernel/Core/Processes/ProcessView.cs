using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>What /proc shows of a process, or of one of its threads.</summary>
internal sealed partial class ProcessView : IProcess
{
    private readonly Process _process;
    private readonly Thread _thread;

    /// <summary>Whether it is the thread alone.</summary>
    private readonly bool _isThread;

    /// <summary>A process with all of its threads; its first one gives it its name.</summary>
    internal ProcessView(Process process)
    {
        _process = process;
        _thread = process.MainThread;
    }

    /// <summary>One thread.</summary>
    internal ProcessView(Thread thread)
    {
        _process = thread.Process;
        _thread = thread;
        _isThread = true;
    }

    public int Id => _isThread ? _thread.Id : _process.Id;

    public int ProcessId => _process.Id;

    public bool Exists => _process.Table.Get(_process.Id) == _process && (!_isThread || IsListed(_thread));

    public Credentials Owner => _process.Files.Credentials;

    public Credentials FileOwner => _process.IsDumpable ? Owner : default;

    public Location? Executable => Program is { } program ? new Location(program.Mount, program.Executable) : null;

    public FileContext? Files => _process.HasEnded ? null : _process.Files;

    public ReadOnlySpan<byte> Name
    {
        get
        {
            ReadOnlySpan<byte> name = _thread.Name;
            int length = name.IndexOf((byte)0);
            return length < 0 ? name : name[..length];
        }

        set
        {
            Span<byte> name = _thread.Name;
            name.Clear();
            value[..Math.Min(value.Length, Thread.NameSize - 1)].CopyTo(name);
        }
    }

    public int OutOfMemoryAdjustment
    {
        get => _process.OutOfMemoryAdjustment;
        set => _process.OutOfMemoryAdjustment = value;
    }

    public int MemoryShare
    {
        get
        {
            const long Whole = 1000;
            return (int)(_process.MeasureMemory().Total * Whole / (long)(UserPageTable.MemorySize / Page.Size));
        }
    }

    private LoadedProgram? Program => _process.HasProgram ? _process.Program : null;

    public bool MayBeInspectedBy(FileContext who)
    {
        FileContext files = _process.Files;
        Credentials credentials = who.Credentials;
        return who.ProcessId == _process.Id
            || credentials.IsSuperuser
            || (files.Credentials == credentials && files.RealCredentials == credentials && files.SavedCredentials == credentials
                && _process.IsDumpable);
    }

    public ResourceLimit LimitOf(Resource resource) => _process.Limits[resource];

    public void AddMemory(TextBuffer text, ulong start, ulong end)
    {
        if (Program is { } program && start < end)
        {
            // The range lies on the program's first stack, so it is not long.
            int length = (int)(end - start);
            text.Advance(program.Pages.Read(program.Memory, start, text.GetSpan(length)[..length]));
        }
    }

    public void AddMaps(TextBuffer text)
    {
        if (Program is { } program)
        {
            MapsText.Write(program.Memory, text);
        }
    }

    public IProcess? FindThread(int id) =>
        _process.Table.GetThread(id) is { } thread && IsListed(thread) && thread.Process == _process ? new ProcessView(thread) : null;

    public IProcess? FindNextThread(int id)
    {
        Thread? next = null;
        if (IsListed(_process.MainThread) && _process.MainThread.Id > id)
        {
            next = _process.MainThread;
        }

        foreach (Thread thread in _process.Threads)
        {
            if (thread.Id > id && (next is null || thread.Id < next.Id))
            {
                next = thread;
            }
        }

        return next is null ? null : new ProcessView(next);
    }

    /// <summary>Whether a thread is still known: the first one until its process is waited for.</summary>
    private static bool IsListed(Thread thread) => thread.Process.Table.GetThread(thread.Id) == thread;
}
