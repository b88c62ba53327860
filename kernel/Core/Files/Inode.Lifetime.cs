namespace Lodestar.Core.Files;

/// <content>How long an inode lives: as long as it has names or is open.</content>
public abstract partial class Inode
{
    private int _openCount;

    /// <summary>Whether <see cref="Release"/> was called. A directory where a process is can be opened afterwards.</summary>
    private bool _isReleased;

    /// <summary>Names that the inode has, st_nlink.</summary>
    public uint LinkCount { get; internal set; }

    /// <summary>One more open file.</summary>
    internal void AddOpen() => _openCount++;

    /// <summary>One open file less.</summary>
    internal void RemoveOpen()
    {
        _openCount--;
        ReleaseUnused();
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
