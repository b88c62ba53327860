using Lodestar.Core.Files.Locks;

namespace Lodestar.Core.Files;

/// <content>How long an inode lives: as long as it has names or is open.</content>
public abstract partial class Inode
{
    private InodeLocks? _locks;
    private int _openCount;

    /// <summary>Whether <see cref="Release"/> was called. A directory where a process is can be opened afterwards.</summary>
    private bool _isReleased;

    private int _writers;
    private int _executions;

    /// <summary>Whether it is open for writing: then it cannot be executed (ETXTBSY).</summary>
    public bool IsWritten => _writers > 0;

    /// <summary>Whether a process runs it: then it cannot be written (ETXTBSY).</summary>
    public bool IsExecuted => _executions > 0;

    /// <summary>Names that the inode has, st_nlink.</summary>
    public uint LinkCount { get; internal set; }

    /// <summary>The locks that programs have on it.</summary>
    public InodeLocks Locks => _locks ??= new InodeLocks();

    /// <summary>A descriptor is closed: a process loses its locks with the first one, an open file with the last.</summary>
    /// <param name="owner">The table of descriptors, or the open file.</param>
    internal void Unlock(object owner)
    {
        if (_locks is { } locks)
        {
            locks.Ranges.Unset(owner);
            locks.Whole.Unset(owner);
        }
    }

    /// <summary>One more open file.</summary>
    internal void AddOpen() => _openCount++;

    /// <summary>One open file less.</summary>
    internal void RemoveOpen()
    {
        _openCount--;
        ReleaseUnused();
    }

    /// <summary>One more open file that writes.</summary>
    internal void AddWriter() => _writers++;

    /// <summary>One such file less.</summary>
    internal void RemoveWriter() => _writers--;

    /// <summary>One more process that runs it.</summary>
    internal void AddExecution()
    {
        _executions++;
        AddOpen();
    }

    /// <summary>One process less.</summary>
    internal void RemoveExecution()
    {
        _executions--;
        RemoveOpen();
    }

    /// <summary>Gives back what the inode takes of its file system once nothing leads to it: evict_inode in Linux.</summary>
    internal void ReleaseUnused()
    {
        if (LinkCount == 0 && _openCount == 0 && !_isReleased)
        {
            _isReleased = true;
            Release();
        }
    }

    /// <summary>Nothing leads to the inode any more. It is called once.</summary>
    protected virtual void Release() => FileSystem.Storage.ReturnInode();
}
